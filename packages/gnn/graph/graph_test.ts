import { ShapeError, SparseMatrix, tensor } from "@chainrule/tensor";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Graph } from "@chainrule/gnn";
import type { GraphInit } from "@chainrule/gnn";

// 0 -> 1 twice, 2 -> 1, 1 -> 1, and node 3 alone.
const edgeIndex = tensor([[0, 2, 0, 1], [1, 1, 1, 1]], "int32");
const graph = new Graph({ numberOfNodes: 4, edgeIndex });

Deno.test("Graph counts nodes, edges and degrees", () => {
  assertEquals(`${graph}`, "Graph with 4 nodes and 4 edges");
  assertEquals(graph.sources.toArray(), [0, 2, 0, 1]);
  assertEquals(graph.targets.toArray(), [1, 1, 1, 1]);
  assertEquals(graph.inDegrees.toArray(), [0, 4, 0, 0]);
  assertEquals(graph.outDegrees.toArray(), [2, 1, 1, 0]);
});

Deno.test("Graph lists edges by target and by source, in rising order", () => {
  assertEquals(graph.incoming.indptr.toArray(), [0, 0, 4, 4, 4]);
  assertEquals(graph.incoming.indices.toArray(), [0, 1, 2, 3]);
  assertEquals(graph.outgoing.indptr.toArray(), [0, 2, 3, 4, 4]);
  assertEquals(graph.outgoing.indices.toArray(), [0, 2, 3, 1]);
  assertStrictEquals(graph.incoming, graph.incoming);
});

Deno.test("Graph counts parallel edges in its adjacency matrix, target by source", () => {
  assertEquals(graph.adjacency.toDense().toArray(), [[0, 0, 0, 0], [2, 1, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
});

Deno.test("Graph knows self-loops and isolated nodes", () => {
  assertEquals(graph.hasSelfLoops, true);
  assertEquals(graph.isolatedNodes, [3]);
  const loop = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[1], [1]], "int32") });
  assertEquals(loop.isolatedNodes, [0, 1]);
  const line = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") });
  assertEquals([line.hasSelfLoops, line.isolatedNodes], [false, []]);
});

Deno.test("Graph takes its number of nodes from dense and sparse features, and may have no edges", () => {
  const none = tensor([[], []], "int32");
  assertEquals(new Graph({ nodeFeatures: tensor([[1], [2]]), edgeIndex: none }).numberOfNodes, 2);
  assertEquals(new Graph({ nodeFeatures: SparseMatrix.identity(3), edgeIndex: none }).inDegrees.toArray(), [0, 0, 0]);
});

Deno.test("Graph.with() replaces some parts and keeps the others", () => {
  const other = graph.with({ graphFeatures: tensor([7]) });
  assertStrictEquals(other.edgeIndex, graph.edgeIndex);
  assertEquals(other.graphFeatures?.toArray(), [7]);
  assertEquals(graph.graphFeatures, null);
});

Deno.test("Graph says which edge is wrong, and which bound it breaks", () => {
  assertMessage(
    { numberOfNodes: 34, edgeIndex: tensor([[0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 40]], "int32") },
    RangeError,
    "Cannot make a graph as targets must be in [0, 34): current target of edge 5 is 40",
  );
  assertMessage(
    { numberOfNodes: 34, edgeIndex: tensor([[0, -1], [1, 2]], "int32") },
    RangeError,
    "Cannot make a graph as sources must be in [0, 34): current source of edge 1 is -1",
  );
});

Deno.test("Graph refuses parts that do not fit", () => {
  assertMessage(
    { numberOfNodes: 2, edgeIndex: tensor([[0, 1], [1, 0], [0, 0]], "int32") },
    ShapeError,
    "Cannot make a graph as edgeIndex must have shape [2, E]: current shape is [3, 2]",
  );
  assertMessage(
    { numberOfNodes: 2, edgeIndex: tensor([[0], [1]]) },
    TypeError,
    'Cannot make a graph as edgeIndex must have dtype int32: current dtype is float32; make it with tensor(edges, "int32")',
  );
  assertMessage(
    { edgeIndex },
    TypeError,
    "Cannot make a graph as its number of nodes must be known: current nodeFeatures and numberOfNodes are both missing; give one of them",
  );
  assertMessage(
    { numberOfNodes: 1.5, edgeIndex },
    RangeError,
    "Cannot make a graph as numberOfNodes must be a whole number from 0: current numberOfNodes is 1.5",
  );
  assertMessage(
    { numberOfNodes: 5, nodeFeatures: tensor([[1], [2]]), edgeIndex },
    ShapeError,
    "Cannot make a graph as nodeFeatures must have shape [5, F], a row for each node: current shape is [2, 1]",
  );
  assertMessage(
    { numberOfNodes: 5, edgeFeatures: tensor([1, 2, 3, 4]), edgeIndex },
    ShapeError,
    "Cannot make a graph as edgeFeatures must have shape [4, D], a row for each edge: current shape is [4]",
  );
  assertMessage(
    { numberOfNodes: 5, graphFeatures: tensor([[1]]), edgeIndex },
    ShapeError,
    "Cannot make a graph as graphFeatures must have shape [G]: current shape is [1, 1]",
  );
});

// deno-lint-ignore no-explicit-any
function assertMessage(init: GraphInit, type: new (...args: any[]) => Error, message: string): void {
  assertEquals(assertThrows(() => new Graph(init), type).message, message);
}
