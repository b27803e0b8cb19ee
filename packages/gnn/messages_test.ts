import { Dense } from "@chainrule/nn";
import { messagesOf } from "@chainrule/testing";
import { tensor } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as gnn from "./mod.ts";

Deno.test("the messages of gnn", async (test) => {
  const edges = (values: number[][]) => tensor(values, "int32");
  const pair = new gnn.Graph({ numberOfNodes: 2, edgeIndex: edges([[0, 1], [1, 0]]) });
  await assertSnapshot(
    test,
    await messagesOf({
      "a target out of range": () => new gnn.Graph({ numberOfNodes: 2, edgeIndex: edges([[0, 1], [1, 5]]) }),
      "a negative source": () => new gnn.Graph({ numberOfNodes: 2, edgeIndex: edges([[-1], [0]]) }),
      "edges of another shape": () => new gnn.Graph({ numberOfNodes: 2, edgeIndex: edges([[0, 1]]) }),
      "edges as floats": () => new gnn.Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]]) }),
      "an unknown number of nodes": () => new gnn.Graph({ edgeIndex: edges([[0], [1]]) }),
      "features of another number of nodes": () =>
        new gnn.Graph({ numberOfNodes: 3, nodeFeatures: tensor([[1]]), edgeIndex: edges([[0], [0]]) }),
      "edge features of another number of edges": () =>
        new gnn.Graph({ numberOfNodes: 2, edgeIndex: edges([[0], [1]]), edgeFeatures: tensor([[1], [2]]) }),
      "a negative weight": () => gnn.normalizedAdjacency(pair, { edgeWeights: tensor([1, -1]) }),
      "too few weights": () => gnn.normalizedAdjacency(pair, { edgeWeights: tensor([1]) }),
      "a normalization that is none": () => gnn.normalizedEdges(pair, { normalization: "column" as never }),
      "more targets than sources": () =>
        new gnn.GATConv(2).forward(tensor([[1], [2]]), { ...pair, targets: edges([[0]]) }),
      "edge features for other edges": () =>
        new gnn.MPNNConv(2).forward(tensor([[1], [2]]), { ...pair, edgeFeatures: tensor([[1]]) }),
      "matrices of edges without features": () =>
        new gnn.MPNNConv(2, { message: "matrix" }).forward(tensor([[1], [2]]), pair),
      "an unknown aggregation": () => new gnn.SAGEConv(2, { aggregation: "median" as never }),
      "no aggregation": () => new gnn.ConcatAggregation([]),
      "an unknown merge": () => new gnn.GATConv(2, { merge: "sum" as never }),
      "an unknown update": () => new gnn.MPNNConv(2, { update: "lstm" as never }),
      "a gated update of another size": () => new gnn.MPNNConv(2, { update: "gru", inputDim: 3 }),
      "no eigenvalue of a list": () =>
        new gnn.ChebConv(2, 2, { lambdaMax: "power" }).forward(tensor([[1], [2]]), { ...pair }),
      "an infinite epsilon": () => new gnn.GINConv(new Dense(1), { epsilon: Infinity }),
      "half a unit": () => new gnn.GCNConv(0.5),
      "too few rows": () => new gnn.GCNConv(2).forward(tensor([[1]]), pair),
      "another number of features": () => new gnn.GCNConv(2, { inputDim: 3 }).forward(tensor([[1], [2]]), pair),
      "a batch of no graphs": () => gnn.batchGraphs([]),
      "some graphs with features": () => gnn.batchGraphs([pair, pair.with({ nodeFeatures: tensor([[1], [2]]) })]),
      "rows of another number of nodes": () => gnn.unbatchRows(tensor([1]), gnn.batchGraphs([pair])),
      "no room for padding": () => gnn.padBatch(gnn.batchGraphs([pair]), { nodes: 2 }),
      "batches of no graphs": () => gnn.sizesOfAnyBatch([pair], 0),
      "an unknown pooling": () => gnn.globalPool(tensor([[1]]), tensor([0], "int32"), 1, "median" as never),
      "a ratio above 1": () => new gnn.TopKPooling({ ratio: 2 }),
      "graph features that are no rows": () =>
        new gnn.GraphUpdate(new Dense(1)).forward(tensor([1]), tensor([[1]]), tensor([0], "int32")),
      "no fanouts": () => gnn.neighborSampler(pair, { fanouts: [] }),
      "a seed that is no node": () => gnn.neighborSampler(pair, { fanouts: [1], nodes: tensor([2], "int32") }),
      "too few nodes of a class": () => gnn.randomSplit(tensor([0, 0, 1], "int32"), { perClass: 2 }),
      "too few nodes to measure with": () => gnn.randomSplit(tensor([0, 1], "int32"), { perClass: 1 }),
      "all edges kept back": () => gnn.linkSplit(pair, { test: 1 }),
      "a graph without pairs apart": () => gnn.linkSplit(pair),
      "labels of other nodes": () => gnn.edgeHomophily(pair, tensor([1], "int32")),
      "negative degrees": () => gnn.degreeFeatures(pair, { max: -1 }),
      "walks of no steps": () => gnn.randomWalkFeatures(pair, { steps: 0 }),
      "more eigenvectors than nodes": () => gnn.laplacianEigenvectors(pair, { count: 2 }),
      "half a molecule": () => gnn.moleculeGraphs({ count: 0.5 }),
      "more edges than pairs": () => gnn.randomGraph({ nodes: 2, edges: 2 }),
    }),
  );
});
