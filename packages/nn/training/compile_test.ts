import { softmax } from "@chainrule/activations";
import { gradients } from "@chainrule/autograd";
import { Adam, SGD } from "@chainrule/optim";
import { oneHot, Random, tensor } from "@chainrule/tensor";
import type { Tensor, Variable } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Activation } from "../layers/activation.ts";
import { Dense } from "../layers/dense.ts";
import { crossEntropy } from "../losses/cross_entropy.ts";
import { meanSquaredError } from "../losses/mean_squared_error.ts";
import { Accuracy } from "../metrics/accuracy.ts";
import { TopKAccuracy } from "../metrics/top_k_accuracy.ts";
import { Sequential } from "../sequential.ts";
import type { CompileOptions } from "./compile.ts";

const random = new Random(3);
const x = random.normal([8, 5]);
const labels = random.integers([8], 0, 3);
const rows = oneHot(labels, 3);

/** One dense layer with a softmax, in either form. */
const classifiers: Record<string, () => Sequential> = {
  "Activation(softmax)": () => new Sequential([new Dense(3), new Activation("softmax")], { seed: 1 }),
  "Dense with softmax": () => new Sequential([new Dense(3, { activation: "softmax" })], { seed: 1 }),
  "a model in a model": () => new Sequential([new Sequential([new Dense(3), new Activation("softmax")])], { seed: 1 }),
};

const losses: [CompileOptions["loss"], Tensor][] = [
  ["categoricalCrossentropy", rows],
  ["sparseCategoricalCrossentropy", labels],
  [crossEntropy, labels],
];

for (const [name, make] of Object.entries(classifiers)) {
  Deno.test(`the loss of ${name} is that of its probabilities, for moderate net inputs`, () => {
    for (const [loss, target] of losses) {
      const model = make();
      model.compile({ loss, optimizer: "sgd", metrics: ["accuracy"] });
      const measured = model.evaluate(x, target);
      const expected = crossEntropy(model.predict(x), target).item();
      // Both are float32, one through probabilities.
      assertAlmostEquals(measured.loss, expected, 1e-6);
    }
  });

  Deno.test(`the loss of ${name} stays finite and exact for weights scaled by 10⁴, and so do gradients`, async () => {
    const model = make();
    model.ensureBuilt([1, 5]);
    const [weight, bias] = model.parameters() as [Variable, Variable];
    weight.assign(weight.value.mul(1e4));
    model.compile({ loss: "categoricalCrossentropy", optimizer: "sgd", learningRate: 1 });
    const logits = x.cast("float64").matmul(weight.value.cast("float64").transpose());
    const largest = logits.max({ axis: 1, keepDims: true });
    const right = logits.mul(rows.cast("float64")).sum({ axis: 1, keepDims: true });
    // With gaps of thousands between net inputs, the sum of exponentials is its largest term.
    const expected = largest.sub(right).mean().item();
    const { loss } = model.evaluate(x, rows);
    assert(loss > 1000, `loss ${loss}`);
    assertAlmostEquals(loss, expected, 1e-6 * expected);

    const { loss: tracked } = model.compiled.see(x, rows);
    const [slope] = gradients(tracked, [bias]);
    assertTensorsClose(slope!, softmax(logits).cast("float32").sub(rows).mean({ axis: 0 }), { rtol: 1e-5, atol: 1e-6 });
    const history = await model.fit(x, rows, { epochs: 3 });
    assert(history.logs.loss!.every((value) => Number.isFinite(value)));
  });
}

Deno.test("a sigmoid with binary cross-entropy is safe, too", () => {
  const model = new Sequential([new Dense(1, { activation: "sigmoid" })], { seed: 1 });
  model.ensureBuilt([1, 5]);
  const [weight] = model.parameters();
  weight!.assign(weight!.value.mul(0).add(1e4));
  model.compile({ loss: "binaryCrossentropy", optimizer: "sgd", metrics: ["accuracy"] });
  const ones = tensor([[1, 1, 1, 1, 1], [-1, -1, -1, -1, -1]]);
  const { loss, accuracy } = model.evaluate(ones, tensor([[0], [1]]));
  assertEquals([loss, accuracy], [5e4, 0]);
});

Deno.test("a loss that does not belong to the last activation is computed on the output", () => {
  const model = new Sequential([new Dense(3, { activation: "softmax" })], { seed: 1 });
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  assertAlmostEquals(model.evaluate(x, rows).loss, meanSquaredError(model.predict(x), rows).item(), 1e-7);
});

Deno.test("weightPenalty adds the structured risk to what is minimised, and not to what is shown", async () => {
  const target = random.normal([8, 1]);
  const lambda = 0.3;
  const make = () => new Sequential([new Dense(2, { activation: "tanh" }), new Dense(1)], { seed: 2 });
  const [model, byHand] = [make(), make()];
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0.1, weightPenalty: lambda });
  byHand.ensureBuilt([1, 5]);
  const loss = meanSquaredError(byHand.forward(x), target);
  const [w1, b1, w2, b2] = byHand.parameters().map(({ value }) => value) as [Tensor, Tensor, Tensor, Tensor];
  const length = w1.mul(w1).sum().add(w2.mul(w2).sum());
  const slopes = gradients(loss.add(length.mul(lambda / 2)), byHand.parameters());
  const history = await model.fit(x, target, { batchSize: 8, shuffle: false });
  // The loss of fit was computed by a compiled program, whose float32 sums round in another order.
  assertAlmostEquals(history.last("loss"), loss.item(), 1e-6);
  model.parameters().forEach(({ value }, i) => {
    const expected = [w1, b1, w2, b2][i]!.sub(slopes[i]!.mul(0.1));
    assertTensorsClose(value, expected, { rtol: 1e-5, atol: 1e-6 }, `parameter ${i}`);
  });
});

Deno.test("a loss of one's own is a function of output and target, and gets weights", async () => {
  const model = new Sequential([new Dense(1)], { seed: 1 });
  const seen: unknown[] = [];
  model.compile({
    loss: (output, target, options) => {
      // Values can be read where operations run one by one.
      seen.push(options?.weights?.toArray());
      return output.sub(target).abs().mean();
    },
    optimizer: "sgd",
  });
  await model.fit(x, x.slice([0, 0], [8, 1]), {
    shuffle: false,
    batchSize: 8,
    sampleWeights: tensor([1, 2, 1, 1, 1, 1, 1, 1]),
    jit: false,
  });
  assertEquals(seen, [[1, 2, 1, 1, 1, 1, 1, 1]]);
});

Deno.test("the optimizer is a name, an optimizer, or a function of the parameters", () => {
  const model = new Sequential([new Dense(1)]);
  const own = new SGD(model, { learningRate: 0.5 });
  for (
    const [optimizer, learningRate, expected] of [
      ["adam", undefined, ["Adam", 0.001]],
      ["adam", 0.25, ["Adam", 0.25]],
      [own, undefined, ["SGD", 0.5]],
      [own, 0.125, ["SGD", 0.125]],
      [(parameters: ConstructorParameters<typeof Adam>[0]) => new Adam(parameters, { learningRate: 2 }), undefined, [
        "Adam",
        2,
      ]],
    ] as const
  ) {
    model.compile({ loss: "huber", optimizer, ...(learningRate !== undefined && { learningRate }) });
    const { name, learningRate: rate } = model.compiled.optimizer;
    assertEquals<unknown>([name, rate], expected);
  }
});

Deno.test("compile may come again, and keeps the weights", () => {
  const model = new Sequential([new Dense(1)], { seed: 1 });
  const before = model.predict(x).toArray();
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  model.compile({ loss: "meanAbsoluteError", optimizer: "adam" });
  assertEquals([model.predict(x).toArray(), model.compiled.optimizer.name], [before, "Adam"]);
});

const refusals: [string, Partial<CompileOptions>, string][] = [
  ["loss", { loss: "mse" as "huber" }, "current loss is mse; did you mean "],
  ["metric", { metrics: ["precison" as "precision"] }, "current metric is precison; did you mean precision?"],
  ["optimizer", { optimizer: "addam" as "adam" }, "current name is addam; did you mean adam?"],
  [
    "name twice",
    { metrics: ["accuracy", new Accuracy()] },
    "Cannot compile as metrics must have names of their own: current name accuracy is taken; give the metric another name",
  ],
  [
    "metric that is called loss",
    { metrics: [new TopKAccuracy(2, "loss")] },
    "Cannot compile as metrics must have names of their own: current name loss is taken; give the metric another name",
  ],
  [
    "negative penalty",
    { weightPenalty: -1 },
    "Cannot compile as weightPenalty must be in [0, ∞): current weightPenalty is -1",
  ],
  ["negative learning rate", { learningRate: -1 }, "learningRate"],
];

for (const [what, options, message] of refusals) {
  Deno.test(`compile refuses an unknown or impossible ${what}`, () => {
    const model = new Sequential([new Dense(1)]);
    assertThrows(() => model.compile({ loss: "huber", optimizer: "sgd", ...options }), RangeError, message);
    assertThrows(() => model.compiled, TypeError, "must be compiled");
  });
}
