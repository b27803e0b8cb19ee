import { backward } from "@chainrule/autograd";
import {
  batchGraphs,
  edgesOf,
  Graph,
  neighborSampler,
  padBatch,
  randomGraph,
  randomSplit,
  removeDuplicateEdges,
  SAGEConv,
  toUndirected,
} from "@chainrule/gnn";
import type { EdgeList, NeighborSample, PaddedBatch } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { Module, softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { argMax, equal, gather, Random, SparseMatrix, tensor } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";

/** Two layers, each of which may be given edges of its own. */
class Sage extends Module {
  readonly first: SAGEConv;
  readonly second: SAGEConv;

  constructor(inputDim: number, classes: number, dtype: DType = "float32") {
    super();
    this.first = new SAGEConv(16, { inputDim, dtype });
    this.second = new SAGEConv(classes, { inputDim: 16, dtype });
  }

  forward(x: Tensor, ...layers: readonly EdgeList[]): Tensor {
    const [near, far] = [layers.at(-1)!, layers[0]!];
    const hidden = this.first.forward(x, far).tanh();
    return this.second.forward(hidden.slice([0], [near.numberOfNodes]), near);
  }
}

const features = (graph: Graph) => graph.nodeFeatures as Tensor;

/** A random graph with features of nodes and edges that name them. */
function named(nodes: number, edges: number): Graph {
  const graph = randomGraph({ nodes, edges, seed: 1 });
  return graph.with({
    nodeFeatures: new Random(2).normal([nodes, 3], { dtype: "float64" }),
    edgeFeatures: tensor(Int32Array.from({ length: 2 * edges }, (_, edge) => edge), [2 * edges, 1]).cast("float32"),
  });
}

const whole = named(60, 150);

Deno.test("a sample has its seeds first, and its nodes, edges and features are those of the whole graph", () => {
  for (const { seeds, nodes, edges, graph, layers } of neighborSampler(whole, { fanouts: [3, 2], batchSize: 7 })) {
    assertEquals(nodes.slice([0], [seeds.size]).toArray(), seeds.toArray());
    assertEquals(new Set(nodes.data).size, nodes.size);
    assertEquals(gather(nodes, graph.sources).toArray(), gather(whole.sources, edges).toArray());
    assertEquals(gather(nodes, graph.targets).toArray(), gather(whole.targets, edges).toArray());
    assertEquals(features(graph).toArray(), gather(features(whole), nodes).toArray());
    assertEquals([...graph.edgeFeatures!.data], [...edges.data]);
    assertEquals(new Set(edges.data).size, edges.size);
    const [far, near] = layers as [EdgeList, EdgeList];
    assertEquals(far.numberOfNodes, graph.numberOfNodes);
    assert([...near.targets.data].every((target) => target < seeds.size));
    assert([...near.sources.data].every((source) => source < near.numberOfNodes));
    assert([...far.targets.data].every((target) => target < near.numberOfNodes));
  }
});

Deno.test("a sample follows as many edges as the fanouts say, where there are so many", () => {
  const degrees = whole.inDegrees.data;
  const options = { fanouts: [3, 2], batchSize: 7, seed: 4 };
  for (const { seeds, nodes, graph, layers } of neighborSampler(whole, options)) {
    const fanouts = Array.from(nodes.data.keys(), (i) => i < seeds.size ? 3 : i < layers[1]!.numberOfNodes ? 2 : 0);
    const expected = fanouts.map((fanout, i) => Math.min(fanout, degrees[nodes.data[i]!]!));
    assertEquals(graph.inDegrees.toArray(), expected);
  }
});

Deno.test("with fanouts as large as degrees, seeds get what the whole graph gives them", () => {
  const model = new Sage(3, 4, "float64").useRandom(new Random(3));
  const expected = model.forward(features(whole), whole);
  const most = Math.max(...whole.inDegrees.data);
  for (const { seeds, graph, layers } of neighborSampler(whole, { fanouts: [most, most], batchSize: 16 })) {
    const right = gather(expected, seeds);
    const { values } = goldenTolerances.float64;
    const onSample = model.forward(features(graph), graph).slice([0], [seeds.size]);
    const onLayers = model.forward(features(graph), ...layers).slice([0], [seeds.size]);
    assertTensorsClose(onSample, right, values);
    assertTensorsClose(onLayers, right, values);
  }
});

Deno.test("neighborSampler() goes through every node once an epoch, in a new order, and goes on where it stopped", () => {
  const options = { fanouts: [2, 2], batchSize: 25, seed: 9 };
  const signs = (samples: Iterable<NeighborSample>) =>
    [...samples].map(({ seeds, edges }) => [seeds.toArray(), edges.toArray()]);
  const samples = neighborSampler(whole, options);
  const [first, second] = [signs(samples), signs(samples)];
  assertEquals([samples.length, first.length, samples.state], [3, 3, { epoch: 2, position: 0 }]);
  assertEquals(first.flatMap(([seeds]) => seeds as number[]).sort((a, b) => a - b), [...Array(60).keys()]);
  assertNotEquals(first, second);
  const again = neighborSampler(whole, options);
  assertEquals(signs(again), first);
  again.state = { epoch: 1, position: 25 };
  assertEquals(signs(again), second.slice(1));
  assertNotEquals(signs(neighborSampler(whole, { ...options, seed: 10 })), first);
});

Deno.test("neighborSampler() may go through some nodes only, in the order given, and copies sampled rows of sparse features", () => {
  const nodes = tensor([5, 3, 40], "int32");
  const sparse = whole.with({ nodeFeatures: SparseMatrix.fromDense(features(whole)) });
  const samples = [...neighborSampler(sparse, { fanouts: [2], nodes, batchSize: 2, shuffle: false })];
  assertEquals(samples.map(({ seeds }) => seeds.toArray()), [[5, 3], [40]]);
  for (const sample of samples) {
    const found = (sample.graph.nodeFeatures as SparseMatrix).toDense();
    assertEquals(found.toArray(), gather(features(whole), sample.nodes).toArray());
  }
});

/** Communities whose nodes have features that say little about them alone. */
function communities(): { graph: Graph; labels: Tensor } {
  const random = new Random(6);
  const labels = random.integers([600], 0, 3);
  const ends = random.integers([2, 12_000], 0, 600);
  const sources = ends.data.subarray(0, 12_000);
  const chance = random.uniform([12_000]).data;
  // Of the edges between communities, a sixth stays.
  const kept = [...sources.keys()].filter((edge) =>
    labels.data[sources[edge]!] === labels.data[ends.data[12_000 + edge]!] || chance[edge]! < 1 / 6
  );
  const x = random.normal([600, 3]).add(equal(labels.reshape([-1, 1]), tensor([0, 1, 2], "int32")).mul(0.7));
  const edgeIndex = gather(ends, tensor(Int32Array.from(kept)), 1);
  return { graph: toUndirected(removeDuplicateEdges(new Graph({ nodeFeatures: x, edgeIndex }))), labels };
}

Deno.test("training on samples, compiled and padded to few sizes, reaches the accuracy of training on the whole graph", () => {
  const { graph, labels } = communities();
  const { train, test } = randomSplit(labels, { perClass: 50, validation: 0, test: 400 });
  const accuracy = (model: Sage) => {
    const guesses = gather(argMax(model.forward(features(graph), graph), { axis: 1 }), test);
    return equal(guesses, gather(labels, test)).sum().item() / test.size;
  };
  const fresh = () => {
    const model = new Sage(3, 3).useRandom(new Random(1));
    return { model, optimizer: new Adam(model, { learningRate: 0.02 }) };
  };

  const full = fresh();
  const fullStep = jit(() => {
    backward(softmaxCrossEntropy(gather(full.model.forward(features(graph), graph), train), gather(labels, train)));
    full.optimizer.step();
  });
  for (let epoch = 0; epoch < 40; epoch++) fullStep();

  const sampled = fresh();
  const step = jit((batch: PaddedBatch, known: Tensor) => {
    const scores = sampled.model.forward(batch.nodeFeatures!, edgesOf(batch)).slice([0], [known.size]);
    backward(softmaxCrossEntropy(scores, known));
    sampled.optimizer.step();
  });
  const samples = neighborSampler(graph, { fanouts: [8, 4], nodes: train, batchSize: 50, seed: 2 });
  while (samples.state.epoch < 14) {
    for (const sample of samples) step(padBatch(batchGraphs([sample.graph])), gather(labels, sample.seeds));
  }
  const [whole, parts] = [accuracy(full.model), accuracy(sampled.model)];
  assert(whole > 0.9 && parts > whole - 0.02, `${parts} from samples, ${whole} from the whole graph`);
  assert(step.programs.length <= 4, `there are ${step.programs.length}`);
});

Deno.test("a sample of a large graph copies sampled rows only", () => {
  const nodes = 200_000;
  const graph = new Graph({
    nodeFeatures: new Random(1).uniform([nodes, 16]),
    edgeIndex: new Random(2).integers([2, 400_000], 0, nodes),
  });
  const samples = neighborSampler(graph, { fanouts: [5, 5], batchSize: 8 });
  let batches = 0;
  for (const sample of samples) {
    assert(features(sample.graph).size <= 16 * 8 * (1 + 5 + 25));
    if (++batches === 20) break;
  }
  assertEquals(batches, 20);
});

Deno.test("neighborSampler() refuses counts that are none, and nodes that are not there", () => {
  const message = (options: Parameters<typeof neighborSampler>[1]) =>
    assertThrows(() => neighborSampler(whole, options), Error).message;
  assertEquals(
    message({ fanouts: [] }),
    "Cannot sample neighbors as there must be at least one fanout: current number is 0",
  );
  assertEquals(
    message({ fanouts: [3, 0] }),
    "Cannot sample neighbors as fanout 1 must be a positive whole number: current fanout 1 is 0",
  );
  assertEquals(
    message({ fanouts: [3], batchSize: -1 }),
    "Cannot sample neighbors as batchSize must be a positive whole number: current batchSize is -1",
  );
  assertEquals(
    message({ fanouts: [3], nodes: tensor([1, 60], "int32") }),
    "Cannot sample neighbors as nodes must be in [0, 60), each once: current node at position 1 is 60",
  );
  assertEquals(
    message({ fanouts: [3], nodes: tensor([1, 1], "int32") }),
    "Cannot sample neighbors as nodes must be in [0, 60), each once: current node at position 1 is 1",
  );
  assertEquals(
    message({ fanouts: [3], nodes: tensor([1]) }),
    "Cannot sample neighbors as nodes must have dtype int32: current dtype is float32",
  );
  assertThrows(
    () => neighborSampler(whole, { fanouts: [1] }).state = { epoch: 0, position: 60 },
    RangeError,
    "position one in [0, 60): current epoch is 0 and position is 60",
  );
});
