import { tensor } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { Graph, toUndirected } from "@chainrule/gnn";

Deno.test("toUndirected() adds each reverse edge once, and none to a self-loop", () => {
  const graph = new Graph({
    numberOfNodes: 3,
    edgeIndex: tensor([[0, 1, 2, 0, 2], [1, 0, 2, 2, 1]], "int32"),
    edgeFeatures: tensor([[1], [2], [3], [4], [5]]),
  });
  const both = toUndirected(graph);
  assertEquals(both.edgeIndex.toArray(), [[0, 1, 2, 0, 2, 2, 1], [1, 0, 2, 2, 1, 0, 2]]);
  assertEquals(both.edgeFeatures?.toArray(), [[1], [2], [3], [4], [5], [4], [5]]);
  assertEquals(both.adjacency.toDense().toArray(), both.adjacency.toDense().transpose().toArray());
});

Deno.test("toUndirected() adds one reverse edge for parallel ones", () => {
  const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0, 0], [1, 1]], "int32") });
  assertEquals(toUndirected(graph).edgeIndex.toArray(), [[0, 0, 1], [1, 1, 0]]);
});

Deno.test("toUndirected() changes nothing the second time", () => {
  const graph = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1], [1, 2]], "int32") });
  const once = toUndirected(graph);
  assertEquals(toUndirected(once).edgeIndex.toArray(), once.edgeIndex.toArray());
});
