import {
  Graph,
  karateClub,
  laplacianEigenvectors,
  normalizedAdjacency,
  randomGraph,
  toUndirected,
} from "@chainrule/gnn";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { matmul, Random, SparseMatrix, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { symmetricEigen } from "./symmetric_eigen.ts";

function laplacian(graph: Graph): Tensor {
  const identity = SparseMatrix.identity(graph.numberOfNodes, "float64").toDense();
  return identity.sub(normalizedAdjacency(graph, { selfLoops: false, dtype: "float64" }).toDense());
}

function path(nodes: number, isCircle = false): Graph {
  const sources = Array.from({ length: nodes - 1 + Number(isCircle) }, (_, i) => i);
  const ends = tensor([sources, sources.map((i) => (i + 1) % nodes)], "int32");
  return toUndirected(new Graph({ numberOfNodes: nodes, edgeIndex: ends }));
}

/** The residual bounds the error of a value by its square, over the gap to others, and no more than itself where there is none. */
const tolerance = 1e-9;
const close = { rtol: 0, atol: 1e-8 };

Deno.test("laplacianEigenvectors() are orthonormal eigenvectors with the smallest values above 0, of any undirected graph", () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 40 }), fc.double({ min: 0.5, max: 2.5, noNaN: true }), fc.nat(), (
      nodes,
      density,
      seed,
    ) => {
      const edges = Math.min(Math.round(density * nodes), nodes * (nodes - 1) / 2);
      const graph = randomGraph({ nodes, edges, seed });
      const matrix = laplacian(graph);
      const all = symmetricEigen(matrix.toArray() as number[][]).values.filter((value) => value > 1e-9).reverse();
      const count = Math.min(4, all.length);
      const { values, vectors } = laplacianEigenvectors(graph, { count, tolerance, dtype: "float64" });
      assertTensorsClose(values, tensor(all.slice(0, count)), close);
      assertTensorsClose(matmul(matrix, vectors), vectors.mul(values), close);
      const gram = matmul(vectors.transpose(), vectors);
      assertTensorsClose(gram, SparseMatrix.identity(count, "float64").toDense(), close);
    }),
    { numRuns: 40 },
  );
});

Deno.test("laplacianEigenvectors() of a circle are its waves, also where values are equal", () => {
  const { values } = laplacianEigenvectors(path(200, true), { count: 6, tolerance, dtype: "float64" });
  const expected = [1, 1, 2, 2, 3, 3].map((k) => 1 - Math.cos(2 * Math.PI * k / 200));
  assertTensorsClose(values, tensor(expected, "float64"), close);
});

Deno.test("laplacianEigenvectors() lay a path of 400 nodes out in order", () => {
  const { vectors } = laplacianEigenvectors(path(400), { count: 1, dtype: "float64" });
  // Divided by the roots of the degrees it is half a wave: it falls, or rises, all along.
  const along = Array.from(vectors.data, (x, i) => x / Math.sqrt(i % 399 === 0 ? 1 : 2));
  const steps = along.slice(1).map((x, i) => Math.sign(x - along[i]!));
  assert(steps.every((step) => step === steps[0]));
});

Deno.test("the factions of the karate club lie on different sides of its smoothest eigenvector", () => {
  const { graph, labels } = karateClub();
  const { vectors } = laplacianEigenvectors(graph, { count: 1 });
  const side = (node: number) => Number(vectors.data[node]! > 0) === Number(vectors.data[0]! > 0) ? 0 : 1;
  const right = [...labels.data].filter((label, node) => label === side(node)).length;
  assert(right >= 32, `${right} of 34`);
});

Deno.test("laplacianEigenvectors() have the same bits each time, and the largest element of each is positive", () => {
  const graph = randomGraph({ nodes: 50, edges: 120, seed: 3 });
  const [a, b] = [0, 0].map(() => laplacianEigenvectors(graph, { count: 3 }).vectors) as [Tensor, Tensor];
  assertBits(a, b);
  const columns = a.transpose().toArray() as number[][];
  for (const column of columns) {
    const largest = Math.max(...column.map(Math.abs));
    assert(column.includes(largest));
  }
});

Deno.test("laplacianEigenvectors() wants an undirected graph with as many eigenvectors", () => {
  const arrow = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") });
  assertEquals(
    assertThrows(() => laplacianEigenvectors(arrow, { count: 1 }), TypeError).message,
    "Cannot find eigenvectors of a graph as it must be undirected: current graph has an edge without its reverse; use removeDuplicateEdges, then toUndirected",
  );
  assertEquals(
    assertThrows(() => laplacianEigenvectors(path(3), { count: 3 }), RangeError).message,
    "Cannot find eigenvectors of a graph as count must be a whole number from 1 to 2, its nodes less its connected parts: current count is 3",
  );
  assertEquals(
    assertThrows(() => laplacianEigenvectors(path(12), { count: 2, tolerance: 0 }), RangeError).message,
    "Cannot find eigenvectors of a graph as they must be within 0 after 500 rounds: current values lie too close; ask for another count, or a larger tolerance",
  );
});

Deno.test("symmetricEigen() takes a symmetric matrix apart, and puts it together again", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (size, seed) => {
    const half = new Random(seed).normal([size, size], { dtype: "float64" });
    const matrix = half.add(half.transpose());
    const { values, vectors } = symmetricEigen(matrix.toArray() as number[][]);
    const columns = tensor(vectors.map((vector) => [...vector]), "float64").transpose();
    const again = matmul(columns.mul(tensor(values)), columns.transpose());
    assertTensorsClose(again, matrix, { rtol: 0, atol: 1e-13 * size });
    assert(values.every((value, k) => k === 0 || value <= values[k - 1]!));
  }));
});
