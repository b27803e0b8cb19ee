import { grad } from "@chainrule/autograd";
import { batchGraphs, GCNConv, Graph, karateClub, moleculeGraphs, unbatchGraphs, unbatchRows } from "@chainrule/gnn";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { concat, Random, ShapeError, SparseMatrix, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const edges = (...ends: number[][]) => tensor(ends, "int32");
const pair = new Graph({
  nodeFeatures: tensor([[1], [2]]),
  edgeIndex: edges([0, 1], [1, 0]),
  edgeFeatures: tensor([[10], [20]]),
  graphFeatures: tensor([7, 8]),
});
const single = new Graph({
  nodeFeatures: tensor([[3]]),
  edgeIndex: edges([], []),
  edgeFeatures: tensor([], [0, 1]),
  graphFeatures: tensor([9, 10]),
});

/** A graph of up to six nodes with random edges and features of all kinds; often without edges. */
function anyGraph(random: Random): Graph {
  const [nodes, count] = random.integers([2], 1, 7).data as unknown as [number, number];
  return new Graph({
    nodeFeatures: random.normal([nodes, 3]),
    edgeIndex: random.integers([2, count - 1], 0, nodes),
    edgeFeatures: random.normal([count - 1, 2]),
    graphFeatures: random.normal([2]),
  });
}

Deno.test("batchGraphs() shifts the ends of edges by the nodes before, and stacks all features", () => {
  const { graph, ...rest } = batchGraphs([pair, single, pair]);
  assertEquals(graph.edgeIndex.toArray(), [[0, 1, 3, 4], [1, 0, 4, 3]]);
  assertEquals((graph.nodeFeatures as Tensor).toArray(), [[1], [2], [3], [1], [2]]);
  assertEquals(graph.edgeFeatures?.toArray(), [[10], [20], [10], [20]]);
  assertEquals(graph.graphFeatures, null);
  assertEquals(rest.graphFeatures?.toArray(), [[7, 8], [9, 10], [7, 8]]);
  assertEquals(rest.graphOfNode.toArray(), [0, 0, 1, 2, 2]);
  assertEquals([rest.nodeStarts.toArray(), rest.edgeStarts.toArray()], [[0, 2, 3, 5], [0, 2, 2, 4]]);
  assertEquals([rest.numberOfGraphs, rest.graphOfNode.dtype], [3, "int32"]);
});

Deno.test("batchGraphs() keeps sparse features sparse", () => {
  const sparse = (graph: Graph) => graph.with({ nodeFeatures: SparseMatrix.fromDense(graph.nodeFeatures as Tensor) });
  const batch = batchGraphs([pair, single, pair].map(sparse));
  const features = batch.graph.nodeFeatures as SparseMatrix;
  assertEquals(features.toDense().toArray(), [[1], [2], [3], [1], [2]]);
  const back = unbatchGraphs(batch).map(({ nodeFeatures }) => (nodeFeatures as SparseMatrix).toDense().toArray());
  assertEquals(back, [[[1], [2]], [[3]], [[1], [2]]]);
});

Deno.test("unbatchGraphs() gives back what batchGraphs() was given", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (count, seed) => {
    const random = new Random(seed);
    const graphs = Array.from({ length: count }, () => anyGraph(random));
    const back = unbatchGraphs(batchGraphs(graphs));
    const parts = ({ numberOfNodes, edgeIndex, nodeFeatures, edgeFeatures, graphFeatures }: Graph) => [
      numberOfNodes,
      ...[edgeIndex, nodeFeatures as Tensor, edgeFeatures, graphFeatures].map((part) => [part!.shape, part!.toArray()]),
    ];
    assertEquals(back.map(parts), graphs.map(parts));
  }));
});

Deno.test("a layer gives a batch what it gives each graph alone", () => {
  const { graphs } = moleculeGraphs({ count: 8, seed: 3 });
  const layer = new GCNConv(4, { dtype: "float64" }).useRandom(new Random(1));
  const on = (graph: Graph) => layer.forward((graph.nodeFeatures as Tensor).cast("float64"), graph);
  const batch = batchGraphs(graphs);
  assertTensorsClose(on(batch.graph), concat(graphs.map(on)), goldenTolerances.float64.values);
  const rows = unbatchRows(on(batch.graph), batch);
  rows.forEach((part, b) => assertTensorsClose(part, on(graphs[b]!), goldenTolerances.float64.values));
});

Deno.test("gradients reach the features of the graphs of a batch, there and back", () => {
  const slope = grad((x: Tensor) => {
    const batch = batchGraphs([pair.with({ nodeFeatures: x }), single]);
    const [first] = unbatchGraphs(batch);
    const [, last] = unbatchRows(batch.graph.nodeFeatures as Tensor, batch);
    return (first!.nodeFeatures as Tensor).pow(2).sum().add(last!.sum());
  });
  assertEquals(slope(tensor([[5], [-3]])).toArray(), [[10], [-6]]);
});

Deno.test("batchGraphs() says which graph does not fit the first", () => {
  const bare = new Graph({ numberOfNodes: 1, edgeIndex: edges([], []) });
  const wide = single.with({ nodeFeatures: tensor([[1, 2]]) });
  const sparse = single.with({ nodeFeatures: SparseMatrix.identity(1) });
  const message = (graphs: Graph[], type: ErrorConstructor) => assertThrows(() => batchGraphs(graphs), type).message;
  assertEquals(
    message([], RangeError as ErrorConstructor),
    "Cannot batch graphs as there must be at least one: current number is 0",
  );
  assertEquals(
    message([pair, single, bare], TypeError as ErrorConstructor),
    "Cannot batch graphs as all or none must have nodeFeatures: current graph 0 has some and graph 2 none",
  );
  assertEquals(
    message([pair, wide], ShapeError as unknown as ErrorConstructor),
    "Cannot batch graphs 0 and 1 as their nodeFeatures must be equally many: current shapes are [2, 1] and [1, 2]",
  );
  assertEquals(
    message([pair, sparse], TypeError as ErrorConstructor),
    "Cannot batch graphs as all or none must have sparse nodeFeatures: current graph 0 has dense ones and graph 1 sparse ones; convert some with toDense or SparseMatrix.fromDense",
  );
});

Deno.test("unbatchRows() wants a row for each node", () => {
  assertEquals(
    assertThrows(() => unbatchRows(tensor([1, 2]), batchGraphs([karateClub().graph])), ShapeError).message,
    "Cannot unbatch rows as x must have shape [34, ...], a row for each node: current shape is [2]",
  );
});
