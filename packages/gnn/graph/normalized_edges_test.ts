import { Graph, normalizedAdjacency, normalizedEdges } from "@chainrule/gnn";
import type { EdgeList, Normalization } from "@chainrule/gnn";
import { maximum, Random, segmentSum, ShapeError, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const listOf = ({ numberOfNodes, sources, targets }: Graph): EdgeList => ({
  numberOfNodes,
  sources,
  targets,
  edgeFeatures: null,
});

/** The matrix that has the weights of edges as elements. */
function matrixOf({ numberOfNodes, sources, targets, edgeFeatures }: EdgeList): Tensor {
  const places = targets.mul(numberOfNodes).add(sources);
  return segmentSum(edgeFeatures!.reshape([-1]), places, numberOfNodes ** 2).reshape([numberOfNodes, numberOfNodes]);
}

Deno.test("normalizedEdges() has the elements of normalizedAdjacency(), parallel edges, loops and weights of 0 included", () => {
  const choices = fc.record({
    nodes: fc.integer({ min: 1, max: 8 }),
    edges: fc.integer({ min: 0, max: 20 }),
    seed: fc.nat(),
    selfLoops: fc.boolean(),
    normalization: fc.constantFrom<Normalization>("symmetric", "row", "none"),
    weighted: fc.boolean(),
  });
  fc.assert(fc.property(choices, ({ nodes, edges, seed, weighted, ...options }) => {
    const random = new Random(seed);
    const graph = new Graph({ numberOfNodes: nodes, edgeIndex: random.integers([2, edges], 0, nodes) });
    const edgeWeights = maximum(random.uniform([edges], { dtype: "float64", low: -1, high: 1 }), 0);
    const all = { ...options, dtype: "float64" as const, ...(weighted && { edgeWeights }) };
    const found = matrixOf(normalizedEdges(listOf(graph), all));
    assertTensorsClose(found, normalizedAdjacency(graph, all).toDense(), goldenTolerances.float64.values);
  }));
});

Deno.test("normalizedEdges() refuses weights and normalisations as normalizedAdjacency() does", () => {
  const pair = listOf(new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") }));
  assertEquals(
    assertThrows(() => normalizedEdges(pair, { edgeWeights: tensor([1, 2]) }), ShapeError).message,
    "Cannot weigh the edges of a graph as edgeWeights must have shape [1], one for each edge: current shape is [2]",
  );
  assertEquals(
    assertThrows(() => normalizedEdges(pair, { edgeWeights: tensor([-1]) }), RangeError).message,
    "Cannot normalize an adjacency matrix as edge weights must be at least 0: current weight of edge 0 is -1",
  );
  assertEquals(
    assertThrows(() => normalizedEdges(pair, { normalization: "column" as never }), RangeError).message,
    "Cannot normalize an adjacency matrix as normalization must be one of symmetric, row, none: current normalization is column",
  );
});
