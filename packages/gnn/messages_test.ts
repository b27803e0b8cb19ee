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
      "half a unit": () => new gnn.GCNConv(0.5),
      "too few rows": () => new gnn.GCNConv(2).forward(tensor([[1]]), pair),
      "another number of features": () => new gnn.GCNConv(2, { inputDim: 3 }).forward(tensor([[1], [2]]), pair),
    }),
  );
});
