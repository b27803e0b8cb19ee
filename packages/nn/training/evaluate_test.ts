import { Random, ShapeError, tensor, zeros } from "@chainrule/tensor";
import { assertBits } from "@chainrule/testing";
import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { Dense } from "../layers/dense.ts";
import { Dropout } from "../layers/dropout.ts";
import type { Accuracy } from "../metrics/accuracy.ts";
import type { MetricName } from "../metrics/from_name.ts";
import { metricNames } from "../metrics/from_name.ts";
import { Precision } from "../metrics/precision.ts";
import { TopKAccuracy } from "../metrics/top_k_accuracy.ts";
import { Sequential } from "../sequential.ts";

const random = new Random(2);
const x = random.normal([10, 3]);
const labels = random.integers([10], 0, 2);

function binary(metrics: readonly (MetricName | Accuracy)[] = []): Sequential {
  const model = new Sequential([new Dropout(0.5), new Dense(1, { activation: "sigmoid" })], { seed: 1 });
  model.compile({ loss: "binaryCrossentropy", optimizer: "sgd", metrics });
  return model;
}

const target = labels.cast("float32").reshape([10, 1]);

Deno.test("evaluate() gives the loss and each metric under its name", () => {
  const names = ["accuracy", "precision", "recall", "f1", "rocAuc", "meanAbsoluteError", "r2"] as const;
  const result = binary(names).evaluate(x, target);
  assertEquals(Object.keys(result), ["loss", "logs", ...metricNames.filter((name) => name !== "topKAccuracy")]);
  for (const name of names) {
    assert(Number.isFinite(result[name]), `${name} is ${result[name]}`);
    assertEquals(result.logs[name], result[name]);
  }
});

Deno.test("reading a metric that was not compiled is an error with the cure; printing and copying is none", () => {
  const result = binary(["accuracy"]).evaluate(x, target);
  assertEquals(
    assertThrows(() => result.f1, TypeError).message,
    'Cannot read f1 as it must be among the compiled metrics: current figures are loss, accuracy; call compile({ metrics: ["f1"] })',
  );
  assertEquals(Object.keys({ ...result }), ["loss", "logs", "accuracy"]);
  assertEquals(Object.keys(JSON.parse(JSON.stringify(result))), ["loss", "logs", "accuracy"]);
});

Deno.test("metrics with settings or names of their own are in logs under their name", () => {
  const model = new Sequential([new Dense(4, { activation: "softmax" })], { seed: 1 });
  const classes = random.integers([10], 0, 4);
  model.compile({
    loss: "sparseCategoricalCrossentropy",
    optimizer: "sgd",
    metrics: ["accuracy", new TopKAccuracy(2), new TopKAccuracy(4, "top4"), () => new Precision({ average: "macro" })],
  });
  const result = model.evaluate(x, classes);
  assertEquals(Object.keys(result.logs), ["loss", "accuracy", "topKAccuracy", "top4", "precision"]);
  assertEquals(result.logs.top4, 1);
  assert(result.topKAccuracy >= result.accuracy);
});

Deno.test("evaluate() and predict() do not drop, record or train, and leave modes as they were", () => {
  const model = binary(["accuracy"]);
  const first = model.evaluate(x, target);
  assertEquals(model.evaluate(x, target).logs, first.logs);
  const y = model.predict(x);
  assertBits(model.predict(x), y);
  assertEquals(y.origin, null);
  assertEquals([model.training, model.layers[0]!.training], [true, true]);
  assertNotEquals(model.forward(x).toArray(), y.toArray());
  model.layers[0]!.eval();
  model.evaluate(x, target);
  assertEquals([model.training, model.layers[0]!.training], [true, false]);
});

Deno.test("predict() gives the same rows however they fall into batches, the last of which may be smaller", () => {
  const model = binary();
  const whole = model.predict(x, { batchSize: 10 });
  assertEquals(whole.shape, [10, 1]);
  for (const batchSize of [1, 3, 100]) assertBits(model.predict(x, { batchSize }), whole, `batches of ${batchSize}`);
});

Deno.test("figures of an epoch are not disturbed by a callback that evaluates, for metrics given by name", async () => {
  const [quiet, curious] = [binary(["accuracy"]), binary(["accuracy"])];
  const options = { epochs: 2, batchSize: 3 };
  const a = await quiet.fit(x, target, options);
  const b = await curious.fit(x, target, {
    ...options,
    callbacks: [{ onBatchEnd: ({ model }) => void model.evaluate(x, target) }],
  });
  assertEquals(b, a);
});

Deno.test("evaluate() and predict() ask for data that fit", () => {
  const model = binary();
  for (
    const [run, type, message] of [
      [
        () => model.evaluate(x, zeros([9, 1])),
        ShapeError,
        "Cannot evaluate as inputs and targets must have the same number of samples, at least one: current shapes are [10, 3] and [9, 1]",
      ],
      [
        () => model.evaluate(x, target, { batchSize: -1 }),
        RangeError,
        "Cannot evaluate as batchSize must be a positive whole number: current batchSize is -1",
      ],
      [
        () => model.predict(zeros([0, 3])),
        ShapeError,
        "Cannot predict as inputs must have at least one sample: current shape is [0, 3]",
      ],
      [
        () => model.predict(tensor(1)),
        ShapeError,
        "Cannot predict as inputs must have at least one sample: current shape is []",
      ],
      [
        () => model.predict(x, { batchSize: 0 }),
        RangeError,
        "Cannot predict as batchSize must be a positive whole number: current batchSize is 0",
      ],
      [
        () => new Sequential([new Dense(1)]).evaluate(x, target),
        TypeError,
        "Cannot train or evaluate Sequential as it must be compiled: current model is not; call compile({ loss, optimizer, metrics })",
      ],
    ] as const
  ) {
    assertEquals(assertThrows(run, type as ErrorConstructor).message, message);
  }
});
