import { Graph, MessagePassing, weightedEdges } from "@chainrule/gnn";
import type { AggregationName, EdgeList, MessageInputs } from "@chainrule/gnn";
import { segmentSoftmax, SparseMatrix, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";

// 0 -> 2, 1 -> 2, 2 -> 0; nothing reaches node 1.
const graph = new Graph({
  numberOfNodes: 3,
  edgeIndex: tensor([[0, 1, 2], [2, 2, 0]], "int32"),
  edgeFeatures: tensor([[10], [20], [30]]),
});
const x = tensor([[1, -1], [3, -5], [7, 9]]);

class Neighbours extends MessagePassing {
  forward(nodes: Tensor, edges: EdgeList | SparseMatrix): Tensor {
    return this.propagate(edges, nodes);
  }
}

Deno.test("MessagePassing aggregates what the sources are, unless told otherwise", () => {
  const expected: Record<AggregationName, number[][]> = {
    sum: [[7, 9], [0, 0], [4, -6]],
    mean: [[7, 9], [0, 0], [2, -3]],
    max: [[7, 9], [0, 0], [3, -1]],
    min: [[7, 9], [0, 0], [1, -5]],
    std: [[0, 0], [0, 0], [1, 2]],
  };
  for (const [aggregation, output] of Object.entries(expected)) {
    assertEquals(new Neighbours(aggregation as AggregationName).forward(x, graph).toArray(), output);
  }
});

class Everything extends Neighbours {
  protected override message({ source, target, edge }: MessageInputs): Tensor {
    return source.add(target).add(edge);
  }

  protected override update(aggregated: Tensor, nodes: Tensor): Tensor {
    return aggregated.sub(nodes);
  }
}

Deno.test("MessagePassing gives messages both ends and the edge, and update the node", () => {
  assertEquals(new Everything().forward(x, graph).toArray(), [[37, 39], [-3, 5], [41, 33]]);
});

class Attention extends Neighbours {
  protected override message({ source, edge, edges }: MessageInputs): Tensor {
    return segmentSoftmax(edge.mul(0), edges.targets, edges.numberOfNodes).mul(source);
  }
}

Deno.test("MessagePassing lets a message see which edges enter the same node, as attention does", () => {
  const output = new Attention().forward(x, graph);
  // Equal scores: the mean of what reaches a node.
  [7, 9, 0, 0, 2, -3].forEach((value, i) => assertAlmostEquals(output.data[i]!, value, 1e-6));
});

class Linear extends Neighbours {
  protected override get linear(): boolean {
    return true;
  }

  protected override message(): Tensor {
    throw new Error("a linear layer makes no messages along a matrix");
  }
}

Deno.test("MessagePassing turns linear messages along a matrix into one product", () => {
  const matrix = SparseMatrix.fromCoo({ rows: [2, 0], columns: [0, 1], values: [2, 3], shape: [3, 3] });
  assertEquals(new Linear().forward(x, matrix).toArray(), [[9, -15], [0, 0], [2, -2]]);
});

Deno.test("MessagePassing sends other messages along a matrix edge by edge", () => {
  const matrix = SparseMatrix.fromCoo({ rows: [2], columns: [0], values: [100], shape: [3, 3] });
  assertEquals(new Everything().forward(x, matrix).toArray(), [[-1, 1], [-3, 5], [101, 99]]);
});

Deno.test("weightedEdges() lists the elements of a matrix row after row", () => {
  const matrix = SparseMatrix.fromCoo({ rows: [2, 0], columns: [0, 1], values: [2, 3], shape: [3, 3] });
  const { sources, targets, edgeFeatures, numberOfNodes } = weightedEdges(matrix);
  assertEquals(sources.toArray(), [1, 0]);
  assertEquals(targets.toArray(), [0, 2]);
  assertEquals(edgeFeatures?.toArray(), [[3], [2]]);
  assertEquals(numberOfNodes, 3);
});

Deno.test("MessagePassing says that edge features are missing", () => {
  const bare = new Graph({ numberOfNodes: 3, edgeIndex: graph.edgeIndex });
  const error = assertThrows(() => new Everything().forward(x, bare), TypeError);
  assertEquals(
    error.message,
    "Cannot make messages of edge features as the graph must have some: current edgeFeatures are missing; give them to new Graph",
  );
});

Deno.test("MessagePassing refuses an aggregation that it does not know", () => {
  const error = assertThrows(() => new Neighbours("median" as never), RangeError);
  assertEquals(
    error.message,
    "Cannot make Neighbours as aggregation must be one of sum, mean, max, min, std, a function or a module: current aggregation is median",
  );
});
