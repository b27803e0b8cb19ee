/** `fit`, `evaluate` and `predict` from static graphs. */
import { oneHot, Random, slice, tensor, Variable, where } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { Activation } from "../layers/activation.ts";
import { Dense } from "../layers/dense.ts";
import { Dropout } from "../layers/dropout.ts";
import { F1 } from "../metrics/f1.ts";
import { Module } from "../module.ts";
import { Sequential } from "../sequential.ts";
import type { Callback } from "./callback.ts";
import type { CompileOptions } from "./compile.ts";
import type { FitOptions } from "./fit.ts";
import { Model } from "./model.ts";
import { stepsOf } from "./steps.ts";
import { stopOnNaN } from "./stop_on_nan.ts";

const random = new Random(9);
const x = random.normal([22, 3]);
const labels = random.integers([22], 0, 4);
const numbers = random.normal([22, 1]);

function classifier(options: Partial<CompileOptions> = {}, rate = 0.25): Sequential {
  const model = new Sequential([
    new Dense(6, { activation: "tanh" }),
    new Dropout(rate),
    new Dense(4),
    new Activation("softmax"),
  ], { seed: 1 });
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd", learningRate: 0.1, ...options });
  return model;
}

function regressor(options: Partial<CompileOptions> = {}): Sequential {
  const model = new Sequential([new Dense(5, { activation: "gelu" }), new Dropout(0.5), new Dense(1)], { seed: 2 });
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0.05, ...options });
  return model;
}

/**
 * What float32 sums in another order, and functions that are right to a few units in the last place, may come to after some thirty steps that each
 * shrink or keep a difference.
 */
const rounding = { rtol: 1e-4, atol: 1e-5 };

function assertSimilar(a: Model, b: Model): void {
  const [first, second] = [a.stateDict(), b.stateDict()];
  assertEquals(Object.keys(first), Object.keys(second));
  for (const [name, value] of Object.entries(first)) assertTensorsClose(second[name]!, value, rounding, name);
}

const runs: Record<string, [make: () => Model, y: Tensor, options?: FitOptions]> = {
  "labels, dropout, a metric and validation": [
    () => classifier({ metrics: ["accuracy"] }),
    labels,
    { validationSplit: 0.3 },
  ],
  "rows, weights of samples and of classes": [
    () => classifier({ loss: "categoricalCrossentropy", metrics: [() => new F1({ average: "macro" })] }),
    oneHot(labels, 4),
    { sampleWeights: random.uniform([22]), classWeights: [1, 2, 0, 1] },
  ],
  "numbers and a penalty": [() => regressor({ weightPenalty: 0.1, metrics: ["r2"] }), numbers],
  "Adam": [() => regressor({ optimizer: "adam", learningRate: 0.001, loss: "huber" }), numbers],
  "one sample at a time, in order": [() => classifier(), labels, { batchSize: 1, shuffle: false, epochs: 2 }],
};

for (const [name, [make, y, options]] of Object.entries(runs)) {
  Deno.test(`compiled and not, the numbers are the same to rounding: ${name}`, async () => {
    const [compiled, eager] = [make(), make()];
    const run = { epochs: 6, batchSize: 5, ...options };
    const a = await compiled.fit(x, y, run);
    const b = await eager.fit(x, y, { ...run, jit: false });
    assertEquals(Object.keys(a.logs), Object.keys(b.logs));
    for (const [figure, values] of Object.entries(b.logs)) {
      values.forEach((value, epoch) => assertAlmostEquals(a.logs[figure]![epoch]!, value, 1e-4, figure));
    }
    assertSimilar(compiled, eager);
    const [here, there] = [compiled.evaluate(x, y), compiled.evaluate(x, y, { jit: false })];
    for (const [figure, value] of Object.entries(there.logs)) assertAlmostEquals(here.logs[figure]!, value, 1e-5);
    assertTensorsClose(compiled.predict(x), compiled.predict(x, { jit: false }), rounding);
  });
}

Deno.test("{ jit: false } traces nothing", async () => {
  const model = classifier();
  await model.fit(x, labels, { jit: false, validationSplit: 0.5 });
  model.evaluate(x, labels, { jit: false });
  assertEquals(stepsOf(model).programs, [0, 0]);
});

Deno.test("each shape of a batch is traced once, however many epochs and fits there are", async () => {
  const model = classifier();
  const options = { epochs: 3, batchSize: 8, validationSplit: 0.2 };
  const changing: Callback = {
    onBatchBegin({ model, epoch }) {
      model.compiled.optimizer.learningRate = 0.1 / (epoch + 1);
    },
  };
  for (let i = 0; i < 2; i++) {
    await model.fit(x, labels, { ...options, callbacks: [changing] });
    // Two batches of 8 and one of 2; one batch of 4 that is measured.
    assertEquals(stepsOf(model).programs, [2, 1]);
  }
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd" });
  assertEquals(stepsOf(model).programs, [0, 0]);
});

Deno.test("an output that no metric asks for is not handed out", () => {
  const measure = (model: Model) => stepsOf(model).measure(x, labels, { jit: true }).output?.shape;
  assertEquals(measure(classifier()), undefined);
  assertEquals(measure(classifier({ metrics: ["accuracy"] })), [22, 4]);
});

/** Fits twice, once compiled and once not, with the same change in the middle, and asserts that it was seen. */
async function assertSeen<M extends Model>(make: () => M, change: (model: M) => void, y = labels): Promise<void> {
  const [compiled, eager, unchanged] = [make(), make(), make()];
  const run = (model: M, jit: boolean, onEpochBegin: Callback["onEpochBegin"]) =>
    model.fit(x, y, { epochs: 4, jit, callbacks: [{ onEpochBegin: onEpochBegin! }] });
  const inTheMiddle = (model: M): Callback["onEpochBegin"] => ({ epoch }) => epoch === 2 ? change(model) : undefined;
  await run(compiled, true, inTheMiddle(compiled));
  await run(eager, false, inTheMiddle(eager));
  await run(unchanged, true, () => {});
  assertSimilar(compiled, eager);
  const last = (model: M) => model.predict(x).toArray();
  assertNotEquals(last(compiled), last(unchanged));
}

Deno.test("a layer that is frozen between epochs is frozen", () =>
  assertSeen(() => classifier(), (model) => model.layers[0]!.trainable = false));

Deno.test("a layer that is added between epochs is there, and trained by an optimizer that is made anew", () =>
  assertSeen(() => regressor(), (model) => {
    model.add(new Dense(1));
    model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  }, numbers));

Deno.test("compile() in the middle of an epoch counts from the next on", async () => {
  const model = classifier({ metrics: ["accuracy"] });
  const history = await model.fit(x, labels, {
    epochs: 2,
    batchSize: 5,
    callbacks: [{
      onBatchEnd({ epoch, batch }) {
        if (epoch === 0 && batch === 1) model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd" });
      },
    }],
  });
  assertEquals([history.logs.loss!.length, history.logs.accuracy!.length], [2, 1]);
  assertEquals(model.compiled.optimizer.steps, 5);
});

Deno.test("a layer that is taken out between epochs is gone", () =>
  assertSeen(
    () => regressor(),
    (model) => void model.layers.splice(1, 1),
    numbers,
  ));

Deno.test("a generator that is changed between epochs is drawn from", () =>
  assertSeen(() => classifier(), (model) => model.layers[1]!.random = new Random(77)));

Deno.test("values that are assigned between epochs are there", () =>
  assertSeen(() => classifier(), (model) => {
    for (const parameter of model.parameters()) parameter.assign(parameter.value.mul(0.5));
  }));

/** A layer with a number, and a variable, that can be changed. */
class Scale extends Module {
  factor = 1;
  offset: Variable = new Variable(0);

  forward(input: Tensor): Tensor {
    return input.mul(this.factor).add(this.offset);
  }
}

function scaled(): Sequential & { readonly scale: Scale } {
  const scale = new Scale();
  const model = new Sequential([new Dense(1), scale], { seed: 3 });
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  return Object.assign(model, { scale });
}

Deno.test("a number in a field of a layer may change, and so may the variable", async () => {
  await assertSeen(scaled, ({ scale }) => scale.factor = 3, numbers);
  const model = scaled();
  const before = model.predict(x);
  model.scale.offset = new Variable(2);
  assertTensorsClose(model.predict(x), before.add(2), rounding);
});

Deno.test("a field that forward itself changes does not make every batch a new program", async () => {
  class Counting extends Model {
    readonly dense = new Dense(1);
    calls = 0;

    forward(input: Tensor): Tensor {
      this.calls++;
      return this.dense.forward(input);
    }
  }
  const model = new Counting();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  await model.fit(x, numbers, { epochs: 5, batchSize: 11 });
  assertEquals(stepsOf(model).programs, [1, 0]);
  assertEquals(model.calls, 1);
});

/** A model that branches on a value. */
class Branching extends Model {
  readonly dense = new Dense(1);

  forward(input: Tensor): Tensor {
    const output = this.dense.forward(input);
    return output.sum().item() > 0 ? output : output.neg();
  }
}

Deno.test("a model that reads values while it is traced is refused with the cure, which works", async () => {
  const model = new Branching();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  const ending = "; or pass { jit: false } to fit, evaluate and predict, which then run operation by operation";
  const errors = [
    await assertRejects(() => model.fit(x, numbers), TypeError),
    assertThrows(() => model.evaluate(x, numbers), TypeError),
    assertThrows(() => model.predict(x), TypeError),
  ];
  for (const { message } of errors) {
    assert(message.includes("inside jit") && message.endsWith(ending), message);
    assertEquals(message.split(ending).length, 2, "the cure is given once");
  }
  await model.fit(x, numbers, { jit: false, validationSplit: 0.3 });
  assert(Number.isFinite(model.evaluate(x, numbers, { jit: false }).loss));
  assertEquals(model.predict(x, { jit: false }).shape, [22, 1]);
});

Deno.test("errors of other kinds come as they are", async () => {
  const model = classifier();
  const message = "labels must have dtype int32";
  const error = await assertRejects(() => model.fit(x, labels.cast("float32")), TypeError, message);
  assertEquals(error.message.includes("jit"), false);
  const outside = await assertRejects(() => model.fit(x, labels.add(2)), RangeError);
  const eager = await assertRejects(() => model.fit(x, labels.add(2), { jit: false }), RangeError);
  assertEquals(outside.message, eager.message);
});

Deno.test("dropout draws the same masks, compiled or not", async () => {
  const masks = async (jit: boolean) => {
    const seen: number[][] = [];
    const model = new Sequential([new Dropout(0.5), new Dense(1, { weightInitializer: () => tensor([[1, 2, 4]]) })], {
      seed: 6,
    });
    model.compile({
      loss: "meanSquaredError",
      optimizer: "sgd",
      learningRate: 0,
      metrics: [{
        name: "masks",
        reset() {},
        update: (output) => void seen.push([...output.data]),
        result: () => 0,
      }],
    });
    await model.fit(x.mul(0).add(1), numbers, { epochs: 2, batchSize: 5, jit });
    return seen;
  };
  // Sums of 1, 2 and 4, halves and all: exact.
  assertEquals(await masks(true), await masks(false));
});

for (const jit of [true, false]) {
  Deno.test(`a batch whose loss is not finite leaves the variables as they were, random ones too, with { jit: ${jit} }`, async () => {
    const model = classifier();
    const bad = where(tensor([...Array(21).fill(false), true]).reshape([22, 1]), NaN, x);
    let before: Record<string, Tensor> = {};
    const noting: Callback = { onBatchBegin: ({ model, batch }) => void (batch === 1 && (before = model.stateDict())) };
    const options = { shuffle: false, batchSize: 11, jit, callbacks: [noting, stopOnNaN()] };
    const error = await assertRejects(() => model.fit(bad, labels, options), RangeError);
    assert(error.message.includes("epoch 1, batch 2 is NaN; the inputs are not finite"), error.message);
    const after = model.stateDict();
    assertEquals(Object.keys(before).length, 5);
    for (const [name, value] of Object.entries(after)) assertBits(value, before[name]!, name);
  });

  Deno.test(`stopOnNaN() changes no number where there is no NaN, with { jit: ${jit} }`, async () => {
    const [watched, free] = [classifier(), classifier()];
    const options = { epochs: 2, batchSize: 5, jit };
    const history = await watched.fit(x, labels, { ...options, callbacks: [stopOnNaN()] });
    const expected = await free.fit(x, labels, options);
    for (const [epoch, loss] of expected.logs.loss!.entries()) {
      assertAlmostEquals(history.logs.loss![epoch]!, loss, jit ? 1e-6 : 0);
    }
    assertSimilar(watched, free);
  });
}

Deno.test("predict() gives batches of many sizes from one model", () => {
  const model = classifier();
  const whole = model.predict(x);
  for (const size of [1, 2, 7, 22]) {
    assertTensorsClose(model.predict(slice(x, [0], [size])), slice(whole, [0], [size]), rounding);
  }
});
