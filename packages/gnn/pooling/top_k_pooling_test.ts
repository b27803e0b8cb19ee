import { backward, checkGradients, gradients, numericalGradient } from "@chainrule/autograd";
import {
  batchGraphs,
  edgesOf,
  GCNConv,
  globalPool,
  Graph,
  moleculeGraphs,
  padBatch,
  TopKPooling,
  unbatchGraphs,
  unpadBatch,
} from "@chainrule/gnn";
import type { PaddedBatch } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import { Dense, onesInitializer, softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { assertBits, assertCompiled, assertTensorsClose, goldenTolerances, randomLike } from "@chainrule/testing";
import { greaterEqual, Random, ShapeError, tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));

function complete(values: readonly number[]): Graph {
  const nodes = values.map((_, node) => node);
  const ends = nodes.flatMap((a) => nodes.filter((b) => b !== a).map((b) => [a, b] as const));
  return new Graph({
    nodeFeatures: tensor(values.map((value) => [value]), "float64"),
    edgeIndex: tensor([ends.map(([a]) => a), ends.map(([, b]) => b)], "int32"),
    edgeFeatures: tensor(ends.map(([a, b]) => 10 * a + b), [ends.length, 1]),
  });
}

Deno.test("TopKPooling keeps the nodes of each graph with the largest scores, gated, and the edges between them", () => {
  const batch = padBatch(batchGraphs([complete([1, 5, 3]), complete([0.5, -1, -2, 0])]));
  const pooling = new TopKPooling({ dtype: "float64", weightInitializer: onesInitializer });
  const [first, second] = unbatchGraphs(unpadBatch(pooling.forward(batch.nodeFeatures!, batch)));
  const values = ({ nodeFeatures }: Graph) => [...(nodeFeatures as Tensor).data];
  const close = (found: number[], expected: number[]) =>
    assertTensorsClose(tensor(found, "float64"), tensor(expected, "float64"), goldenTolerances.float64.values);
  close(values(first!), [5, 3].map((x) => x * sigmoid(x)));
  close(values(second!), [0.5, 0].map((x) => x * sigmoid(x)));
  assertEquals(first!.edgeIndex.toArray(), [[0, 1], [1, 0]]);
  assertEquals(first!.edgeFeatures!.toArray(), [[12], [21]]);
  assertEquals(second!.edgeFeatures!.toArray(), [[3], [30]]);
});

Deno.test("TopKPooling keeps ⌈ratio · V⌉ nodes of each graph, also of ratios that floats miss, and of few nodes", () => {
  const counts = [1, 2, 3, 5, 25];
  const batch = padBatch(batchGraphs(counts.map((n) => complete(Array.from({ length: n }, (_, i) => i)))));
  for (const ratio of [0.28, 0.6, 0.5, 0.01, 1]) {
    const left = unpadBatch(new TopKPooling({ ratio, dtype: "float64" }).forward(batch.nodeFeatures!, batch));
    const found = unbatchGraphs(left).map(({ numberOfNodes }) => numberOfNodes);
    assertEquals(found, counts.map((n) => Math.ceil(Math.round(n * ratio * 100) / 100)));
  }
});

Deno.test("TopKPooling agrees with sorting each graph by itself, twice in a row", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 4 }), (seed, count) => {
      const random = new Random(seed);
      const sizes = Array.from(random.integers([count], 1, 9).data);
      const batch = padBatch(batchGraphs(sizes.map((n) => complete([...random.normal([n]).data]))));
      const pooling = new TopKPooling({ dtype: "float64", weightInitializer: onesInitializer });
      const once = pooling.forward(batch.nodeFeatures!, batch);
      const expected = unbatchGraphs(unpadBatch(batch)).map((graph) => {
        const values = [...(graph.nodeFeatures as Tensor).data];
        const kept = values.toSorted((a, b) => b - a).slice(0, Math.ceil(values.length / 2));
        return values.filter((value) => kept.includes(value)).map((value) => value * sigmoid(value));
      });
      const found = unbatchGraphs(unpadBatch(once)).map(({ nodeFeatures }) => [...(nodeFeatures as Tensor).data]);
      found.forEach((values, g) =>
        assertTensorsClose(tensor(values, "float64"), tensor(expected[g]!, "float64"), goldenTolerances.float64.values)
      );
      const twice = pooling.forward(once.nodeFeatures!, once);
      assertEquals(
        unbatchGraphs(unpadBatch(twice)).map(({ numberOfNodes }) => numberOfNodes),
        expected.map(({ length }) => Math.ceil(length / 2)),
      );
    }),
    { numRuns: 30 },
  );
});

Deno.test("TopKPooling gives the same compiled: every part of the batch, one program for other graphs of the size", () => {
  const sizes = { nodes: 120, edges: 300, graphs: 6 };
  const pooling = new TopKPooling({ inputDim: 3 }).useRandom(new Random(1));
  const run = jit((x: Tensor, batch: PaddedBatch) => pooling.forward(x, batch));
  for (const seed of [1, 2, 3]) {
    const batch = padBatch(batchGraphs(moleculeGraphs({ count: 5, seed }).graphs), sizes);
    const x = new Random(seed).normal([120, 3]);
    const [found, expected] = [run(x, batch), pooling.forward(x, batch)];
    for (const part of Object.keys(expected) as (keyof PaddedBatch)[]) {
      if (part !== "graphFeatures") assertCompiled(found[part]!, expected[part]!, part);
    }
  }
  assertEquals(run.programs.length, 1);
});

Deno.test("TopKPooling has right gradients of input and direction, to second order", () => {
  const batch = padBatch(batchGraphs(moleculeGraphs({ count: 2 }).graphs), { nodes: 50, graphs: 4 });
  const pooling = new TopKPooling({ inputDim: 3, dtype: "float64" }).useRandom(new Random(1));
  const x = new Random(2).normal([50, 3], { dtype: "float64" });
  const pooled = (input: Tensor) => {
    const { nodeFeatures, graphOfNode } = pooling.forward(input, batch);
    return globalPool(nodeFeatures!, graphOfNode, 4, "mean").slice([0], [2]);
  };
  checkGradients(pooled, [x]);
  const u = randomLike(pooled(x), 3);
  pooling.ensureBuilt([1, 3]);
  const weight = pooling.weight!;
  const [found] = gradients(pooled(x).mul(u).sum(), [weight]);
  const [expected] = numericalGradient((value) => {
    weight.assign(value);
    return pooled(x).mul(u).sum();
  }, weight.value);
  // Differences in float64 with steps of ∛ε have about ten digits.
  assertTensorsClose(found!, expected!, { rtol: 1e-7, atol: 1e-7 });
});

Deno.test("TopKPooling gives float32 what it gives float64, and comes back from its state", () => {
  const batch = padBatch(batchGraphs(moleculeGraphs({ count: 3 }).graphs));
  const wide = new TopKPooling({ inputDim: 3, dtype: "float64" }).useRandom(new Random(1));
  const narrow = new TopKPooling({ inputDim: 3 });
  narrow.loadStateDict({ weight: wide.stateDict().weight!.cast("float32") });
  const x = new Random(2).normal([batch.graphOfNode.size, 3]);
  const [found, expected] = [narrow.forward(x, batch), wide.forward(x.cast("float64"), batch)];
  assertBits(found.nodeMask, expected.nodeMask);
  assertTensorsClose(found.nodeFeatures!, expected.nodeFeatures!, goldenTolerances.float32.values);
});

Deno.test("TopKPooling trains between convolutions, compiled, as part of a whole step", () => {
  const { graphs } = moleculeGraphs({ count: 16, seed: 3 });
  const batch = padBatch(batchGraphs(graphs));
  // Are there two nitrogens or more?
  const nitrogens = globalPool(batch.nodeFeatures!, batch.graphOfNode, 17).slice([0, 1], [17, 2]).reshape([-1]);
  const targets = greaterEqual(nitrogens, 2).cast("int32");
  const random = new Random(5);
  const parts = {
    first: new GCNConv(8, { inputDim: 3 }).useRandom(random),
    pooling: new TopKPooling({ inputDim: 8 }).useRandom(random),
    second: new GCNConv(8, { inputDim: 8 }).useRandom(random),
    head: new Dense(2, { inputDim: 8 }).useRandom(random),
  };
  const optimizer = new Adam(Object.values(parts).flatMap((part) => part.parameters()), { learningRate: 0.02 });
  const step = jit((on: PaddedBatch) => {
    const smaller = parts.pooling.forward(parts.first.forward(on.nodeFeatures!, edgesOf(on)).tanh(), on);
    const hidden = parts.second.forward(smaller.nodeFeatures!, edgesOf(smaller)).tanh();
    const scores = parts.head.forward(globalPool(hidden, smaller.graphOfNode, 17));
    const loss = softmaxCrossEntropy(scores, targets, { weights: on.graphMask });
    backward(loss);
    optimizer.step();
    return loss;
  });
  const losses = Array.from({ length: 60 }, () => step(batch).item());
  assert(losses.at(-1)! < 0.6 * losses[0]!, `the loss went from ${losses[0]} to ${losses.at(-1)}`);
});

Deno.test("TopKPooling refuses ratios outside (0, 1], and rows that do not fit", () => {
  assertEquals(
    assertThrows(() => new TopKPooling({ ratio: 0 }), RangeError).message,
    "Cannot make TopKPooling as ratio must be in (0, 1]: current ratio is 0",
  );
  assertEquals(
    assertThrows(() => new TopKPooling({ inputDim: 0 }), RangeError).message,
    "Cannot make TopKPooling as inputDim must be a positive whole number: current inputDim is 0",
  );
  const batch = padBatch(batchGraphs([complete([1, 2])]), { nodes: 4 });
  assertEquals(
    assertThrows(() => new TopKPooling({ inputDim: 3 }).forward(tensor([[1]]), batch), ShapeError).message,
    "Cannot apply TopKPooling as its input must have shape [4, 3], a row for each node, padding included: current shape is [1, 1]",
  );
});
