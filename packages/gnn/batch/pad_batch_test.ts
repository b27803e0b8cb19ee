import { backward } from "@chainrule/autograd";
import {
  batchGraphs,
  bucketSize,
  edgesOf,
  globalPool,
  Graph,
  karateClub,
  moleculeGraphs,
  MPNNConv,
  padBatch,
  sizesOfAnyBatch,
  unpadBatch,
} from "@chainrule/gnn";
import type { EdgeList, PaddedBatch } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { Dense, Module, softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { assertCompiled, assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { pad, Random, SparseMatrix, tensor } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const pair = new Graph({
  nodeFeatures: tensor([[1], [2]]),
  edgeIndex: tensor([[0, 1], [1, 0]], "int32"),
  edgeFeatures: tensor([[10], [20]]),
  graphFeatures: tensor([7]),
});

Deno.test("padBatch() puts padding last: edges at the last node, nodes in the last graph", () => {
  const batch = padBatch(batchGraphs([pair, pair]), { nodes: 6, edges: 5, graphs: 4 });
  const lists = Object.fromEntries(Object.entries(batch).map(([name, part]) => [name, part.toArray()]));
  assertEquals(lists, {
    nodeFeatures: [[1], [2], [1], [2], [0], [0]],
    edgeFeatures: [[10], [20], [10], [20], [0]],
    graphFeatures: [[7], [7], [0], [0]],
    sources: [0, 1, 2, 3, 5],
    targets: [1, 0, 3, 2, 5],
    graphOfNode: [0, 0, 1, 1, 3, 3],
    nodeMask: [true, true, true, true, false, false],
    edgeMask: [true, true, true, true, false],
    graphMask: [true, true, false, false],
  });
});

Deno.test("padBatch() takes buckets where no sizes are given, with room for a node and a graph of padding", () => {
  const batch = padBatch(batchGraphs([pair, pair]));
  assertEquals([batch.graphOfNode.size, batch.sources.size, batch.graphMask.size], [6, 4, 3]);
});

Deno.test("unpadBatch() gives back what padBatch() was given", () => {
  const batch = batchGraphs(moleculeGraphs({ count: 5, seed: 1 }).graphs);
  const back = unpadBatch(padBatch(batch, { nodes: 200, edges: 300, graphs: 9 }));
  for (const part of ["graphOfNode", "nodeStarts", "edgeStarts"] as const) {
    assertEquals(back[part].toArray(), batch[part].toArray());
  }
  for (const part of ["edgeIndex", "nodeFeatures", "edgeFeatures"] as const) {
    assertEquals((back.graph[part] as Tensor).toArray(), (batch.graph[part] as Tensor).toArray());
  }
  assertEquals([back.numberOfGraphs, back.graphFeatures], [5, null]);
});

Deno.test("unpadBatch() cannot be used inside jit, and says so", () => {
  const error = assertThrows(() => jit((on: PaddedBatch) => unpadBatch(on).graphOfNode)(padBatch(batchGraphs([pair]))));
  assert((error as Error).message.includes("as inside jit it stands for values to come"));
});

Deno.test("bucketSize() is the smallest of 1, 2, 3, 4, 6, 8, 12, … that holds a count", () => {
  assertEquals([0, 1, 2, 3, 4, 5, 6, 7, 9, 13, 17].map(bucketSize), [1, 1, 2, 3, 4, 6, 6, 8, 12, 16, 24]);
  fc.assert(fc.property(fc.integer({ min: 3, max: 1e7 }), (count) => {
    const size = bucketSize(count);
    assert(size >= count && size <= 1.5 * count && bucketSize(size) === size);
  }));
});

Deno.test("sizesOfAnyBatch() holds the largest graphs", () => {
  const { graphs } = moleculeGraphs({ count: 50, seed: 2 });
  const sizes = sizesOfAnyBatch(graphs, 4);
  fc.assert(fc.property(fc.uniqueArray(fc.nat(49), { minLength: 1, maxLength: 4 }), (chosen) => {
    padBatch(batchGraphs(chosen.map((i) => graphs[i]!)), sizes);
  }));
  assertEquals(sizesOfAnyBatch(graphs, 50), {
    nodes: graphs.reduce((sum, graph) => sum + graph.numberOfNodes, 1),
    edges: graphs.reduce((sum, graph) => sum + graph.numberOfEdges, 0),
    graphs: 51,
  });
});

/** Two rounds of messages, and a score for each graph from the sum of its nodes. */
class Reader extends Module {
  readonly first: MPNNConv;
  readonly second: MPNNConv;
  readonly head: Dense;

  constructor(dtype: DType) {
    super();
    this.first = new MPNNConv(8, { activation: "relu", inputDim: 3, edgeDim: 3, dtype });
    this.second = new MPNNConv(8, { activation: "relu", inputDim: 8, edgeDim: 3, dtype });
    this.head = new Dense(2, { inputDim: 8, dtype });
  }

  forward(x: Tensor, edges: EdgeList, graphOfNode: Tensor, numberOfGraphs: number): Tensor {
    const hidden = this.second.forward(this.first.forward(x, edges), edges);
    return this.head.forward(globalPool(hidden, graphOfNode, numberOfGraphs, "mean"));
  }

  onPadded(batch: PaddedBatch): Tensor {
    return this.forward(batch.nodeFeatures!, edgesOf(batch), batch.graphOfNode, batch.graphMask.shape[0]!);
  }
}

const inDType = (graph: Graph, dtype: DType) =>
  graph.with({
    nodeFeatures: (graph.nodeFeatures as Tensor).cast(dtype),
    edgeFeatures: graph.edgeFeatures!.cast(dtype),
  });

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`a padded batch gives the values and gradients of the batch itself, in ${dtype}, compiled or not`, () => {
    const { graphs, labels } = moleculeGraphs({ count: 6, seed: 5 });
    const batch = batchGraphs(graphs.map((graph) => inDType(graph, dtype)));
    const model = new Reader(dtype).useRandom(new Random(2));
    const gradients = () =>
      model.parameters().map((parameter) => {
        const gradient = parameter.grad!;
        parameter.grad = null;
        return gradient;
      });
    const { graph, graphOfNode } = batch;
    const scores = model.forward(graph.nodeFeatures as Tensor, graph, graphOfNode, 6);
    backward(softmaxCrossEntropy(scores, labels));
    const expected = gradients();
    const padded = padBatch(batch, { nodes: 150, edges: 400, graphs: 10 });
    const targets = pad(labels, [[0, 4]]);
    const onPadded = (on: PaddedBatch) => {
      const found = model.onPadded(on);
      backward(softmaxCrossEntropy(found, targets, { weights: on.graphMask }));
      return found;
    };
    const { values: close, gradients: closeGradients } = goldenTolerances[dtype];
    for (const run of [onPadded, jit(onPadded)]) {
      assertTensorsClose(run(padded).slice([0], [6]), scores, close);
      gradients().forEach((gradient, i) => assertTensorsClose(gradient, expected[i]!, closeGradients));
    }
    assertCompiled(jit((on: PaddedBatch) => model.onPadded(on))(padded), model.onPadded(padded));
  });
}

Deno.test("thirty batches of molecules train with one program, as all have the sizes of any batch", () => {
  const { graphs, labels } = moleculeGraphs({ count: 235, seed: 7 });
  const model = new Reader("float32").useRandom(new Random(2));
  const optimizer = new Adam(model, { learningRate: 0.01 });
  const step = jit((batch: PaddedBatch, targets: Tensor) => {
    const loss = softmaxCrossEntropy(model.onPadded(batch), targets, { weights: batch.graphMask });
    backward(loss);
    optimizer.step();
    return loss;
  });
  const sizes = sizesOfAnyBatch(graphs, 16);
  const losses: number[] = [];
  for (let epoch = 0; epoch < 2; epoch++) {
    for (let from = 0; from < 235; from += 16) {
      const batch = padBatch(batchGraphs(graphs.slice(from, from + 16)), sizes);
      const known = labels.slice([from], [Math.min(from + 16, 235)]);
      losses.push(step(batch, pad(known, [[0, 17 - known.size]])).item());
    }
  }
  assertEquals([losses.length, step.programs.length], [30, 1]);
  assert(losses.every(Number.isFinite));
});

Deno.test("buckets give thirty batches few programs", () => {
  const { graphs } = moleculeGraphs({ count: 480, seed: 8 });
  const model = new Reader("float32").useRandom(new Random(2));
  const run = jit((batch: PaddedBatch) => model.onPadded(batch));
  const order = new Random(4).permutation(480).data;
  for (let from = 0; from < 480; from += 16) {
    const chosen = [...order.slice(from, from + 16)].map((i) => graphs[i]!);
    const scores = run(padBatch(batchGraphs(chosen)));
    const { graph, graphOfNode } = batchGraphs(chosen);
    const alone = model.forward(graph.nodeFeatures as Tensor, graph, graphOfNode, 16);
    assertCompiled(scores.slice([0], [16]), alone);
  }
  assert(run.programs.length <= 4, `there are ${run.programs.length}`);
});

Deno.test("padBatch() says which size is too small, and wants dense features", () => {
  const batch = batchGraphs([pair, pair]);
  const message = (sizes: Parameters<typeof padBatch>[1]) =>
    assertThrows(() => padBatch(batch, sizes), RangeError).message;
  assertEquals(
    message({ nodes: 4 }),
    "Cannot pad a batch of 4 nodes as nodes must be a whole number from 5: current nodes is 4",
  );
  assertEquals(
    message({ edges: 3 }),
    "Cannot pad a batch of 4 edges as edges must be a whole number from 4: current edges is 3",
  );
  assertEquals(
    message({ graphs: 2.5 }),
    "Cannot pad a batch of 2 graphs as graphs must be a whole number from 3: current graphs is 2.5",
  );
  const { graph } = karateClub();
  const sparse = graph.with({ nodeFeatures: SparseMatrix.identity(34) });
  assertEquals(
    assertThrows(() => padBatch(batchGraphs([sparse])), TypeError).message,
    "Cannot pad a batch as its node features must be dense: current ones are sparse; convert them with toDense",
  );
  assertEquals(
    assertThrows(() => sizesOfAnyBatch([graph], 0), RangeError).message,
    "Cannot find the sizes of batches as batchSize must be a positive whole number: current batchSize is 0",
  );
});
