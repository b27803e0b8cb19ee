import { backward } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import { Adam, SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { concat, oneHot, Random, slice, tensor, Variable } from "@chainrule/tensor";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { Activation } from "../layers/activation.ts";
import { Dense } from "../layers/dense.ts";
import { Dropout } from "../layers/dropout.ts";
import { softmaxCrossEntropy } from "../losses/cross_entropy.ts";
import { Sequential } from "../sequential.ts";
import type { BatchState } from "./callback.ts";
import { Model } from "./model.ts";
import { modulesOf } from "../module_tree.ts";

const random = new Random(9);
const x = random.normal([20, 3]);
const labels = random.integers([20], 0, 4);

/** A classifier with dropout, ready to be trained. */
function classifier(seed = 1): Sequential {
  const model = new Sequential([
    new Dense(6, { activation: "tanh" }),
    new Dropout(0.25),
    new Dense(4),
    new Activation("softmax"),
  ], { seed });
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "adam", metrics: ["accuracy"] });
  return model;
}

/** A line, in float64, trained by plain gradient descent. */
function line(): Sequential {
  const model = new Sequential([new Dense(1, { inputDim: 3, dtype: "float64" })], { seed: 1 });
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0.1 });
  return model;
}

const inputs = x.cast("float64");
const targets = random.normal([20, 1], { dtype: "float64" });

function assertSameState(a: Model, b: Model): void {
  const [first, second] = [a.stateDict(), b.stateDict()];
  assertEquals(Object.keys(first), Object.keys(second));
  for (const [name, value] of Object.entries(first)) assertBits(second[name]!, value, name);
}

Deno.test("XOR is learnt, by tanh and a sigmoid, and by ReLU and a softmax", async () => {
  const corners = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
  const binary = new Sequential([
    new Dense(8, { activation: "tanh" }),
    new Dense(1, { activation: "sigmoid" }),
  ], { seed: 0 });
  binary.compile({
    loss: "binaryCrossentropy",
    optimizer: (parameters) => new Adam(parameters, { learningRate: 0.05 }),
    metrics: ["accuracy"],
  });
  const target = tensor([[0], [1], [1], [0]]);
  await binary.fit(corners, target, { epochs: 300, batchSize: 4 });
  const measured = binary.evaluate(corners, target);
  assertEquals(measured.accuracy, 1);
  assert(measured.loss < 0.05, `loss ${measured.loss}`);

  const classes = new Sequential([
    new Dense(16, { activation: "relu" }),
    new Dense(2),
    new Activation("softmax"),
  ], { seed: 0 });
  classes.compile({ loss: "categoricalCrossentropy", optimizer: "adam", learningRate: 0.05, metrics: ["accuracy"] });
  const rows = oneHot(tensor([0, 1, 1, 0], "int32"), 2);
  await classes.fit(corners, rows, { epochs: 300, batchSize: 4 });
  assertEquals(classes.evaluate(corners, rows).accuracy, 1);
});

Deno.test("the same seeds give the same bits; another seed of the model or of the order gives others", async () => {
  const run = async (modelSeed: number, seed: number) => {
    const model = classifier(modelSeed);
    const history = await model.fit(x, labels, { epochs: 3, batchSize: 6, seed });
    return { model, history };
  };
  const [a, b, other, order] = await Promise.all([run(1, 5), run(1, 5), run(2, 5), run(1, 6)]);
  assertSameState(a.model, b.model);
  assertEquals(a.history, b.history);
  assertNotEquals(other.history.logs, a.history.logs);
  assertNotEquals(order.history.logs, a.history.logs);
});

Deno.test("two fits of two models at once give the numbers of one after the other", async () => {
  const options = { epochs: 10, batchSize: 4 };
  const [a, b] = [classifier(1), classifier(2)];
  await a.fit(x, labels, options);
  await b.fit(x, labels, options);
  const [c, d] = [classifier(1), classifier(2)];
  const turns: string[] = [];
  const note = (name: string) => ({
    async onBatchEnd() {
      turns.push(name);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  });
  await Promise.all([
    c.fit(x, labels, { ...options, callbacks: [note("c")] }),
    d.fit(x, labels, { ...options, callbacks: [note("d")] }),
  ]);
  const changes = turns.filter((turn, i) => i > 0 && turn !== turns[i - 1]).length;
  assert(changes > 10, `they took turns ${changes} times`);
  assertSameState(c, a);
  assertSameState(d, b);
});

Deno.test("fit does what the hand-written loop does: with the same bits, or, compiled, the same to rounding", async () => {
  const train = (model: Sequential, compiled: boolean) => {
    const optimizer = new Adam(model);
    const step = (xs: Tensor, ys: Tensor) => {
      const loss = softmaxCrossEntropy(model.forwardLogits(xs), ys);
      backward(loss);
      optimizer.step();
      return loss;
    };
    const run = compiled ? jit(step) : step;
    for (let epoch = 0; epoch < 3; epoch++) {
      for (let start = 0; start < 20; start += 8) {
        run(slice(x, [start], [Math.min(20, start + 8)]), slice(labels, [start], [Math.min(20, start + 8)]));
      }
    }
    return model;
  };
  const fit = async (jit: boolean) => {
    const model = classifier();
    await model.fit(x, labels, { epochs: 3, batchSize: 8, shuffle: false, jit });
    return model;
  };
  assertSameState(train(classifier(), false), await fit(false));
  // Compiled, the step of fit has one more output, for metrics, so that its loops round otherwise. Adam's first steps have the size of the
  // learning rate, 0.001, whatever the gradient, so what rounding does to small gradients is a share of that.
  const [byHand, fitted] = [train(classifier(), true).stateDict(), (await fit(true)).stateDict()];
  for (const [name, value] of Object.entries(fitted)) {
    assertTensorsClose(value, byHand[name]!, { rtol: 1e-5, atol: 1e-5 }, name);
  }
});

Deno.test("every epoch sees every sample once, in an order of its own, with a smaller last batch", async () => {
  const model = line();
  const seen: BatchState[] = [];
  const numbers = concat([inputs, inputs.mul(0)], 1);
  const counted = new Sequential([new Dense(1, { dtype: "float64" })], { seed: 1 });
  counted.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0 });
  await counted.fit(numbers, targets, {
    epochs: 2,
    batchSize: 8,
    callbacks: [{ onBatchEnd: (state) => void seen.push(state) }],
  });
  assertEquals(seen.map(({ epoch, batch }) => [epoch, batch]), [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]);
  assertEquals(seen.map((state) => state.x.shape[0]), [8, 8, 4, 8, 8, 4]);
  const [first, second] = [seen.slice(0, 3), seen.slice(3)].map((epoch) => epoch.flatMap((state) => [...state.y.data]));
  assertEquals(first!.toSorted(), [...targets.data].toSorted());
  assertEquals(second!.toSorted(), first!.toSorted());
  assertNotEquals(first, second);

  const ordered: number[] = [];
  await model.fit(inputs, targets, {
    shuffle: false,
    callbacks: [{ onBatchEnd: (state) => void ordered.push(...state.y.data) }],
  });
  assertEquals(ordered, [...targets.data]);
});

Deno.test("the loss of an epoch is the mean over samples, however they fall into batches", async () => {
  const model = line();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0, metrics: ["meanAbsoluteError", "r2"] });
  const whole = model.evaluate(inputs, targets, { batchSize: 20 });
  for (const batchSize of [1, 8, 20, 50]) {
    const history = await model.fit(inputs, targets, { batchSize });
    assertAlmostEquals(history.last("loss"), whole.loss, 1e-14);
    assertAlmostEquals(history.last("meanAbsoluteError"), whole.meanAbsoluteError, 1e-14);
    assertAlmostEquals(history.last("r2"), whole.r2, 1e-13);
  }
});

Deno.test("the history has every figure of every epoch", async () => {
  const history = await classifier().fit(x, labels, { epochs: 3, validationSplit: 0.25 });
  assertEquals(history.epochs, [0, 1, 2]);
  assertEquals(Object.keys(history.logs), ["loss", "accuracy", "val_loss", "val_accuracy"]);
  for (const values of Object.values(history.logs)) assertEquals(values.length, 3);
  assertEquals([history.last("loss"), history.last("nothing"), history.stopped], [history.logs.loss![2], NaN, null]);
});

Deno.test("validationSplit takes samples from the end, which are measured and not trained on", async () => {
  const split = classifier();
  const apart = classifier();
  const [a, b] = await Promise.all([
    split.fit(x, labels, { epochs: 3, validationSplit: 0.3 }),
    apart.fit(slice(x, [0], [14]), slice(labels, [0], [14]), {
      epochs: 3,
      validationData: [slice(x, [14]), slice(labels, [14])],
    }),
  ]);
  assertEquals(a, b);
  assertSameState(split, apart);
  const { loss, accuracy } = split.evaluate(slice(x, [14]), slice(labels, [14]));
  assertEquals([a.last("val_loss"), a.last("val_accuracy")], [loss, accuracy]);
});

Deno.test("a weight of 0 leaves a sample out, a weight of 2 counts it twice", async () => {
  const weights = tensor([0, 2, 1, 1, ...Array(16).fill(1)]);
  const kept = (data: Tensor) => concat([slice(data, [1], [2]), slice(data, [1])], 0);
  const [weighted, repeated] = [line(), line()];
  const [a, b] = await Promise.all([
    weighted.fit(inputs, targets, { epochs: 5, batchSize: 20, sampleWeights: weights }),
    repeated.fit(kept(inputs), kept(targets), { epochs: 5, batchSize: 20 }),
  ]);
  // The same sums in another order.
  assertTensorsClose(weighted.predict(inputs), repeated.predict(inputs), { rtol: 1e-12, atol: 1e-13 });
  assertAlmostEquals(a.last("loss"), b.last("loss"), 1e-13);
});

Deno.test("a batch in which no sample counts changes nothing, and its loss is no NaN", async () => {
  const model = line();
  const before = model.predict(inputs).toArray();
  const sampleWeights = tensor([...Array(10).fill(0), ...Array(10).fill(1)]);
  const states: number[] = [];
  const history = await model.fit(inputs, targets, {
    batchSize: 10,
    shuffle: false,
    sampleWeights,
    callbacks: [{
      onBatchEnd({ batch, loss }) {
        states.push(loss);
        if (batch === 0) assertEquals(model.predict(inputs).toArray(), before);
      },
    }],
  });
  assertEquals(states[0], 0);
  assertAlmostEquals(history.last("loss"), states[1]!, 1e-15);
});

Deno.test("class weights are weights of the samples of a class, for labels and for one-hot rows", async () => {
  const classWeights = [1, 0, 3, 0.5];
  const bySample = tensor(Array.from(labels.data, (label) => classWeights[label]!));
  const [byClass, bySamples, both] = [classifier(), classifier(), classifier()];
  await byClass.fit(x, labels, { epochs: 2, classWeights });
  await bySamples.fit(x, labels, { epochs: 2, sampleWeights: bySample });
  assertSameState(byClass, bySamples);

  const halves = tensor(Array.from(labels.data, (_, i) => i % 2 + 0.5));
  const product = classifier();
  await both.fit(x, labels, { epochs: 2, classWeights, sampleWeights: halves });
  await product.fit(x, labels, { epochs: 2, sampleWeights: bySample.mul(halves) });
  assertSameState(both, product);

  const [rows, alike] = [classifier(), classifier()];
  for (const model of [rows, alike]) model.compile({ loss: "categoricalCrossentropy", optimizer: "sgd" });
  await rows.fit(x, oneHot(labels, 4), { classWeights });
  await alike.fit(x, oneHot(labels, 4), { sampleWeights: bySample });
  assertSameState(rows, alike);
});

Deno.test("a frozen layer does not change, the others do", async () => {
  const model = classifier();
  model.ensureBuilt([1, 3]);
  model.layers[0]!.trainable = false;
  const before = model.stateDict();
  await model.fit(x, labels, { epochs: 2 });
  const after = model.stateDict();
  assertBits(after["layers.0.weight"]!, before["layers.0.weight"]!);
  assertBits(after["layers.0.bias"]!, before["layers.0.bias"]!);
  assertNotEquals(after["layers.2.weight"]!.toArray(), before["layers.2.weight"]!.toArray());
});

Deno.test("a class of one's own is trained like any other", async () => {
  class Line extends Model {
    readonly slope = new Variable(0);
    readonly offset = new Variable(0);

    forward(input: Tensor): Tensor {
      return input.mul(this.slope).add(this.offset);
    }
  }
  const model = new Line();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0.1 });
  const points = tensor([[-1], [0], [1], [2]]);
  await model.fit(points, points.mul(2).add(1), { epochs: 200 });
  assertAlmostEquals(model.slope.value.item(), 2, 1e-5);
  assertAlmostEquals(model.offset.value.item(), 1, 1e-5);
});

Deno.test("modes are put back after fit, also when it fails", async () => {
  const model = classifier();
  const modes = () => modulesOf(model).map(({ training }) => training);
  model.eval();
  model.layers[1]!.training = true;
  const before = modes();
  const during: boolean[] = [];
  await model.fit(x, labels, { validationSplit: 0.2, callbacks: [{ onEpochEnd: () => void during.push(...modes()) }] });
  assertEquals(during, during.map(() => true));
  assertEquals(modes(), before);
  const failing = { onBatchEnd: () => Promise.reject(new Error("no")) };
  await assertRejects(() => model.fit(x, labels, { callbacks: [failing] }), Error, "no");
  assertEquals(modes(), before);
});

Deno.test("fit gives way to timers", async () => {
  const model = line();
  let fired = false;
  const timer = setTimeout(() => fired = true, 0);
  const history = await model.fit(inputs, targets, {
    epochs: 5000,
    callbacks: [{ onBatchEnd: ({ stop }) => fired ? stop("a timer fired") : undefined }],
  });
  clearTimeout(timer);
  assertEquals(history.stopped, "a timer fired");
});

Deno.test("validation gives way to timers", async () => {
  const model = line();
  const many = Array(400).fill(inputs);
  let ticks = 0;
  const ticker = setInterval(() => ticks++, 0);
  const before = { ticks: 0 };
  await model.fit(inputs, targets, {
    validationData: [concat(many, 0), concat(Array(400).fill(targets), 0)],
    batchSize: 2,
    callbacks: [{
      onBatchEnd: () => void (before.ticks = ticks),
      onEpochEnd: () => assert(ticks > before.ticks, "no timer fired while 8000 samples were measured in pairs"),
    }],
  });
  clearInterval(ticker);
});

Deno.test("an abort signal ends training after the batch; the epoch that was broken off does not count", async () => {
  const controller = new AbortController();
  const events: string[] = [];
  const history = await line().fit(inputs, targets, {
    epochs: 5,
    batchSize: 5,
    signal: controller.signal,
    callbacks: [{
      onBatchEnd({ epoch, batch }) {
        events.push(`${epoch}.${batch}`);
        if (epoch === 1 && batch === 1) controller.abort();
      },
      onEpochEnd: ({ epoch }) => void events.push(`end of ${epoch}`),
      onTrainEnd: ({ epoch }) => void events.push(`${epoch} epochs`),
    }],
  });
  assertEquals(events, ["0.0", "0.1", "0.2", "0.3", "end of 0", "1.0", "1.1", "1 epochs"]);
  assertEquals([history.epochs, history.stopped], [[0], "aborted"]);
});

Deno.test("what is aborted before it begins trains on nothing", async () => {
  const model = line();
  const before = model.stateDict();
  const history = await model.fit(inputs, targets, { signal: AbortSignal.abort() });
  assertEquals([history.epochs, history.stopped], [[], "aborted"]);
  assertBits(model.stateDict()["layers.0.weight"]!, before["layers.0.weight"]!);
});

Deno.test("stop() in a callback gives its reason", async () => {
  for (const event of ["onEpochBegin", "onBatchBegin", "onBatchEnd", "onEpochEnd"] as const) {
    const history = await line().fit(inputs, targets, {
      epochs: 9,
      callbacks: [{ [event]: ({ stop }: BatchState) => stop(`in ${event}`) }],
    });
    assertEquals([history.stopped, history.epochs.length], [`in ${event}`, event === "onEpochEnd" ? 1 : 0]);
  }
});

Deno.test("fit counts the steps of its optimizer", async () => {
  const model = line();
  model.compile({ loss: "meanSquaredError", optimizer: (parameters) => new SGD(parameters) });
  await model.fit(inputs, targets, { epochs: 2, batchSize: 8 });
  assertEquals(model.compiled.optimizer.steps, 6);
});

for (const jit of [true, false]) {
  Deno.test(`features that another model computed are data, jit ${jit}: it is not trained along`, async () => {
    const features = new Sequential([new Dense(4, { activation: "tanh" })], { seed: 1 });
    const computed = features.forward(x);
    const before = features.stateDict();
    const model = new Sequential([new Dense(4, { activation: "softmax" })], { seed: 1 });
    model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd" });
    const history = await model.fit(computed, labels, { epochs: 2, batchSize: 4, validationSplit: 0.25, jit });
    assertEquals(history.epochs, [0, 1]);
    model.evaluate(computed, labels, { jit });
    for (const [name, value] of Object.entries(features.stateDict())) {
      assertEquals(value.data, before[name]!.data, name);
    }
  });
}
