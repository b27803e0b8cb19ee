import { tensor } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Graph, removeDuplicateEdges } from "@chainrule/gnn";

Deno.test("removeDuplicateEdges() keeps the first of parallel edges, with its features", () => {
  const graph = removeDuplicateEdges(
    new Graph({
      numberOfNodes: 3,
      edgeIndex: tensor([[0, 1, 0, 2, 0], [1, 0, 1, 2, 1]], "int32"),
      edgeFeatures: tensor([[1], [2], [3], [4], [5]]),
    }),
  );
  assertEquals(graph.edgeIndex.toArray(), [[0, 1, 2], [1, 0, 2]]);
  assertEquals(graph.edgeFeatures?.toArray(), [[1], [2], [4]]);
});
