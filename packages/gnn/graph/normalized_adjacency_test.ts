import { grad } from "@chainrule/autograd";
import { Graph, normalizedAdjacency, toUndirected } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { centralDifference } from "@chainrule/testing";
import { Random, ShapeError, sparseMatmul, SparseMatrix, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertGolden, find, load } from "../golden/cases.ts";

/** Each node is connected with the next `reach` ones around a circle: a regular graph. */
function circle(nodes: number, reach: number): Graph {
  const sources = Array.from({ length: nodes * reach }, (_, edge) => edge % nodes);
  const targets = sources.map((source, edge) => (source + 1 + Math.floor(edge / nodes)) % nodes);
  return toUndirected(new Graph({ numberOfNodes: nodes, edgeIndex: tensor([sources, targets], "int32") }));
}

const path = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1], [1, 0]], "int32") });

Deno.test("normalizedAdjacency() has the golden values, also as the Laplacian without self-loops", () => {
  const { inputs, A_hat, laplacian_sym } = find("gcn_normalised_adjacency");
  const graph = new Graph({ numberOfNodes: 6, edgeIndex: load(inputs.edge_index, "int32") });
  assertGolden(normalizedAdjacency(graph, { dtype: "float64" }).toDense(), A_hat);
  const plain = normalizedAdjacency(graph, { selfLoops: false, dtype: "float64" }).toDense();
  const identity = SparseMatrix.identity(6, "float64").toDense();
  // The file has 1 on the diagonal of the isolated node, 0 beside it: as here, where its inverse degree counts as 0.
  assertGolden(identity.sub(plain), laplacian_sym);
});

Deno.test("normalizedAdjacency() of a regular graph has rows that add up to 1, and a dense twin", () => {
  const size = fc.integer({ min: 5, max: 30 });
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 2 }), fc.boolean(), (nodes, reach, selfLoops) => {
      const graph = circle(nodes, reach);
      for (const normalization of ["symmetric", "row"] as const) {
        const matrix = normalizedAdjacency(graph, { selfLoops, normalization, dtype: "float64" });
        // At most five terms of 1/5: a few ulps of float64.
        for (const sum of matrix.rowSums().data) assertAlmostEquals(sum, 1, 1e-15 * 4);
      }
      const degree = 2 * reach + Number(selfLoops);
      const dense = normalizedAdjacency(graph, { selfLoops, dtype: "float64" }).toDense();
      for (const value of dense.data) assertAlmostEquals(value, value === 0 ? 0 : 1 / degree, 1e-15);
    }),
  );
});

Deno.test("normalizedAdjacency() gives a node of degree 0 a row and a column of 0", () => {
  for (const normalization of ["symmetric", "row"] as const) {
    const matrix = normalizedAdjacency(path, { selfLoops: false, normalization });
    assertEquals(matrix.toDense().toArray(), [[0, 1, 0], [1, 0, 0], [0, 0, 0]]);
  }
  const weights = tensor([0, 0], "float64");
  const gradient = grad((edgeWeights) => normalizedAdjacency(path, { selfLoops: false, edgeWeights }).values.sum());
  assertEquals(gradient(weights).toArray(), [0, 0]);
});

Deno.test("normalizedAdjacency() leaves A + I as it is without normalisation, and gives no node a second self-loop", () => {
  const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0, 0, 1], [1, 1, 1]], "int32") });
  const matrix = normalizedAdjacency(graph, { normalization: "none", edgeWeights: tensor([2, -5, 3]) });
  assertEquals(matrix.toDense().toArray(), [[1, 0], [-3, 3]]);
});

Deno.test("normalizedAdjacency() of a graph is remembered with it, for each choice of options", () => {
  const matrix = normalizedAdjacency(path);
  assertStrictEquals(normalizedAdjacency(path), matrix);
  assertEquals(normalizedAdjacency(path, { dtype: "float64" }).dtype, "float64");
  assertEquals(matrix.dtype, "float32");
  assertEquals(normalizedAdjacency(path, { selfLoops: false }).size, 2);
});

Deno.test("normalizedAdjacency() that is first asked for inside jit has values outside", () => {
  const graph = circle(5, 1);
  const spread = jit((x: Tensor) => sparseMatmul(normalizedAdjacency(graph), x));
  const x = tensor([[1], [2], [3], [4], [5]]);
  assertEquals(spread(x).toArray(), sparseMatmul(normalizedAdjacency(graph), x).toArray());
});

Deno.test("normalizedAdjacency() has the right gradient of edge weights", () => {
  const graph = circle(6, 2);
  const random = new Random(1);
  const weights = random.uniform([graph.numberOfEdges], { low: 0.5, high: 2, dtype: "float64" });
  const direction = random.normal(weights.shape, { dtype: "float64" });
  const mix = random.normal([6, 6], { dtype: "float64" });
  for (const normalization of ["symmetric", "row", "none"] as const) {
    const f = (edgeWeights: Tensor) =>
      normalizedAdjacency(graph, { edgeWeights, normalization }).toDense().mul(mix).sum();
    const slope = grad(f)(weights).mul(direction).sum().item();
    // A central difference is good to about 1e-9 of values of order 1.
    assertAlmostEquals(slope, centralDifference(f, [weights], [direction]).item(), 1e-7);
  }
});

Deno.test("normalizedAdjacency() says which edge weight is negative, how many there must be, and which normalisations there are", () => {
  const error = assertThrows(() => normalizedAdjacency(path, { edgeWeights: tensor([1, -2]) }), RangeError);
  assertEquals(
    error.message,
    "Cannot normalize an adjacency matrix as edge weights must be at least 0: current weight of edge 1 is -2",
  );
  const misfit = assertThrows(() => normalizedAdjacency(path, { edgeWeights: tensor([1, 2, 3]) }), ShapeError);
  assertEquals(
    misfit.message,
    "Cannot weigh the edges of a graph as edgeWeights must have shape [2], one for each edge: current shape is [3]",
  );
  const unknown = assertThrows(() => normalizedAdjacency(path, { normalization: "column" as never }), RangeError);
  assertEquals(
    unknown.message,
    "Cannot normalize an adjacency matrix as normalization must be one of symmetric, row, none: current normalization is column",
  );
});
