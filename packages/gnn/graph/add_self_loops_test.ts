import { tensor } from "@chainrule/tensor";
import { assertEquals } from "@std/assert";
import { addSelfLoops, Graph } from "@chainrule/gnn";

const graph = new Graph({
  numberOfNodes: 3,
  edgeIndex: tensor([[0, 1], [1, 1]], "int32"),
  edgeFeatures: tensor([[1, 2], [3, 4]]),
});

Deno.test("addSelfLoops() adds a loop to each node that has none", () => {
  const looped = addSelfLoops(graph, { fill: 9 });
  assertEquals(looped.edgeIndex.toArray(), [[0, 1, 0, 2], [1, 1, 0, 2]]);
  assertEquals(looped.edgeFeatures?.toArray(), [[1, 2], [3, 4], [9, 9], [9, 9]]);
});

Deno.test("addSelfLoops() fills features of new edges with 0 and changes nothing the second time", () => {
  const looped = addSelfLoops(graph);
  assertEquals(looped.edgeFeatures?.toArray(), [[1, 2], [3, 4], [0, 0], [0, 0]]);
  assertEquals(addSelfLoops(looped).numberOfEdges, 4);
});
