/** What batch statistics mean for models: modes under `fit`, summaries, checkpoints, and failures half-way. */
import { captureCheckpoint, decodeCheckpoint, encodeCheckpoint, restoreCheckpoint } from "@chainrule/formats";
import { Adam } from "@chainrule/optim";
import { concat, Random, slice, tensor, where } from "@chainrule/tensor";
import { assertBits, assertTensorsClose } from "@chainrule/testing";
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { Sequential } from "../../sequential.ts";
import { stepsOf } from "../../training/steps.ts";
import { stopOnNaN } from "../../training/stop_on_nan.ts";
import { Activation } from "../activation.ts";
import { Dense } from "../dense.ts";
import { BatchNorm } from "./batch_norm.ts";
import { LayerNorm } from "./layer_norm.ts";

const random = new Random(1);
/** Far from mean 0 and variance 1, so that running statistics have a way to go. */
const x = random.normal([40, 3]).mul(tensor([5, 0.25, 1])).add(tensor([-3, 2, 0]));
const y = random.integers([40], 0, 3);

/** A run from a seed. */
function newRun(momentum = 0.1) {
  const norm = new BatchNorm({ momentum });
  const model = new Sequential([
    new Dense(6, { inputDim: 3, useBias: false }), // The mean would take a bias out.
    norm,
    new Activation("relu"),
    new LayerNorm(),
    new Dense(3, { activation: "softmax" }),
  ], { seed: 5 });
  const optimizer = new Adam(model, { learningRate: 0.01 });
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer, metrics: ["accuracy"] });
  return { model, optimizer, norm };
}

/** What float32 sums in another order may come to after some thirty steps. */
const rounding = { rtol: 1e-3, atol: 1e-4 };

Deno.test("fit() trains on batch statistics and moves the running ones, evaluate() and predict() use them and move nothing", async () => {
  for (const jit of [true, false]) {
    const { model, norm } = newRun();
    await model.fit(x, y, { epochs: 3, batchSize: 10, jit });
    assertEquals(model.training, true);
    const state = model.stateDict();
    assertNotEquals(state["layers.1.runningMean"]!.toArray(), [0, 0, 0, 0, 0, 0]);

    // One sample alone and among others, in whatever batches: the same, as no other sample matters in evaluation.
    const whole = model.predict(x, { jit });
    for (const batchSize of [1, 7]) assertTensorsClose(model.predict(x, { batchSize, jit }), whole, rounding);
    model.evaluate(x, y, { batchSize: 7, jit });
    for (const [name, value] of Object.entries(model.stateDict())) assertBits(value, state[name]!, name);
    assertEquals(norm.training, true);

    // In training the other samples matter.
    const first = slice(x, [0, 0], [2, 3]);
    const among = slice(model.forward(x), [0, 0], [2, 3]);
    assertNotEquals(model.forward(first).toArray(), among.toArray());
  }
});

Deno.test("compiled and not, fit() gives the same numbers to rounding, running statistics included", async () => {
  const [compiled, eager] = [newRun(), newRun()];
  const options = { epochs: 4, batchSize: 10, validationSplit: 0.2 };
  const a = await compiled.model.fit(x, y, options);
  const b = await eager.model.fit(x, y, { ...options, jit: false });
  for (const [name, value] of Object.entries(eager.model.stateDict())) {
    assertTensorsClose(compiled.model.stateDict()[name]!, value, rounding, name);
  }
  assertEquals(a.logs.val_loss?.length, b.logs.val_loss?.length);
  for (const [i, loss] of b.logs.loss!.entries()) assert(Math.abs(a.logs.loss![i]! - loss) < 1e-3);
});

Deno.test("training and evaluation are a program each, in one memory that both find the running statistics in", async () => {
  const { model, norm } = newRun(1);
  for (let i = 0; i < 3; i++) {
    await model.fit(x, y, { epochs: 1, batchSize: 40, shuffle: false });
    const { loss } = model.evaluate(x, y, { batchSize: 40 });
    const eager = model.evaluate(x, y, { batchSize: 40, jit: false });
    assert(Math.abs(loss - eager.loss) < 1e-5, `${loss}, ${eager.loss}`);
    assertEquals(stepsOf(model).programs, [1, 1]);
  }
  // Momentum 1: the statistics are those of the last batch, which the step after changed the weights of.
  assert(norm.runningVariance!.value.data.every((value) => value > 0));
});

Deno.test("a last batch of one sample is refused with the cure, before anything of it counts", async () => {
  const { model } = newRun();
  const options = { epochs: 1, batchSize: 13, shuffle: false };
  const error = await assertRejects(() => model.fit(x, y, options), TypeError);
  assert(
    error.message.includes(
      "each feature must have at least two values: current shape is [1, 6]; choose a batchSize that leaves no batch of one sample",
    ) && error.message.includes("(in layer 2 of 5, BatchNorm)"),
    error.message,
  );
  const { model: alike } = newRun();
  await alike.fit(slice(x, [0, 0], [39, 3]), slice(y, [0], [39]), options);
  const state = model.stateDict();
  for (const [name, value] of Object.entries(alike.stateDict())) assertBits(state[name]!, value, name);
});

Deno.test("a batch whose loss is not finite leaves running statistics as they were", async () => {
  for (const jit of [true, false]) {
    const { model } = newRun();
    const bad = where(tensor([...Array(39).fill(false), true]).reshape([40, 1]), NaN, x);
    const options = { epochs: 1, batchSize: 20, shuffle: false, jit };
    await assertRejects(
      () => model.fit(bad, y, { ...options, callbacks: [stopOnNaN()] }),
      RangeError,
      "batch 2 is NaN",
    );
    const { model: alike } = newRun();
    await alike.fit(slice(x, [0, 0], [20, 3]), slice(y, [0], [20]), options);
    const state = model.stateDict();
    for (const [name, value] of Object.entries(alike.stateDict())) {
      assertTensorsClose(state[name]!, value, { rtol: 1e-6, atol: 1e-7 }, name);
    }
  }
});

Deno.test("summary() counts γ and β and no statistics, and moves none", () => {
  const { model } = newRun();
  const before = model.stateDict();
  assertEquals(
    model.summary(),
    [
      "   layer             output  parameters",
      "0  Dense             [N, 6]  18",
      "1  BatchNorm         [N, 6]  12",
      "2  Activation(relu)  [N, 6]  0",
      "3  LayerNorm         [N, 6]  12",
      "4  Dense             [N, 3]  21",
      "63 parameters",
    ].join("\n"),
  );
  for (const [name, value] of Object.entries(model.stateDict())) assertBits(value, before[name]!, name);
  model.layers[1]!.trainable = false;
  assertEquals(model.summary().split("\n").at(-1), "63 parameters, 12 of them frozen");
});

for (const jit of [true, false]) {
  Deno.test(`stopping after an epoch and going on from a checkpoint gives the bits of not stopping, with { jit: ${jit} }`, async () => {
    const options = { epochs: 5, batchSize: 8, validationSplit: 0.2, seed: 3, jit };
    const whole = newRun();
    const history = await whole.model.fit(x, y, options);
    const stopped = newRun();
    await stopped.model.fit(x, y, { ...options, epochs: 2 });
    const file = encodeCheckpoint(captureCheckpoint(stopped, { epoch: 2 }));

    const resumed = newRun();
    const { epoch } = restoreCheckpoint(decodeCheckpoint(file), resumed);
    assertBits(resumed.norm.runningVariance!.value, stopped.norm.runningVariance!.value);
    const after = await resumed.model.fit(x, y, { ...options, initialEpoch: epoch });
    assertEquals(encodeCheckpoint(captureCheckpoint(resumed)), encodeCheckpoint(captureCheckpoint(whole)));
    assertEquals(after.logs.val_loss, history.logs.val_loss!.slice(2));

    // Without the running statistics the weights would go on all the same, but not what is evaluated.
    const forgetful = newRun();
    const { model: variables, ...rest } = decodeCheckpoint(file);
    const fresh = newRun().model.stateDict();
    const forgotten = { ...variables, "layers.1.runningMean": fresh["layers.1.runningMean"]! };
    restoreCheckpoint({ ...rest, model: forgotten }, forgetful);
    const other = await forgetful.model.fit(x, y, { ...options, initialEpoch: epoch });
    assertNotEquals(other.logs.val_loss, after.logs.val_loss);
    assertEquals(other.logs.loss, after.logs.loss);
  });
}

Deno.test("with momentum 1 and one batch, evaluation after training sees the statistics of all samples", async () => {
  const norm = new BatchNorm({ momentum: 1, affine: false, epsilon: 1e-12, dtype: "float64" });
  const model = new Sequential([norm, new Dense(1, { dtype: "float64" })], { seed: 1 });
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0 });
  const wide = x.cast("float64");
  await model.fit(wide, y.cast("float64").reshape([40, 1]), { epochs: 1, batchSize: 40 });
  const normal = norm.eval().forward(concat([wide, wide]));
  // The running variance divides by n − 1.
  assertTensorsClose(normal.mul(normal).mean({ axis: 0 }), tensor([39 / 40, 39 / 40, 39 / 40], "float64"), {
    rtol: 1e-9,
    atol: 0,
  });
});
