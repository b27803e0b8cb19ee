import { messagesOf } from "@chainrule/testing";
import { tensor } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as nn from "./mod.ts";

// deno-lint-ignore no-explicit-any
const wrong = (value: unknown): any => value;

Deno.test("the messages of nn", async (test) => {
  const x = tensor([[1, 2], [3, 4]]);
  const y = tensor([[1], [0]]);
  const labels = tensor([0, 5], "int32");
  const model = new nn.Sequential([new nn.Dense(3), new nn.Dense(1)]);
  model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0.01 });
  const narrow = new nn.Sequential([new nn.Dense(3, { inputDim: 2 }), new nn.Dense(1, { inputDim: 4 })]);
  await assertSnapshot(
    test,
    await messagesOf({
      "half a unit": () => new nn.Dense(0.5),
      "an unknown activation": () => new nn.Dense(1, { activation: wrong("sigmoidd") }),
      "an input of another width": () => new nn.Dense(1, { inputDim: 3 }).forward(x),
      "an input without samples": () => new nn.Dense(1).forward(tensor([1, 2])),
      "layers that do not fit": () => narrow.forward(x),
      "a dropout of 2": () => new nn.Dropout(2),
      "no layer": () => new nn.Sequential([wrong("dense")]),
      "parameters before they exist": () => new nn.Sequential([new nn.Dense(1)]).parameters(),
      "fit before compile": () => new nn.Sequential([new nn.Dense(1)]).fit(x, y),
      "an unknown loss": () => model.compile({ loss: wrong("meanSquareError"), optimizer: "sgd" }),
      "an unknown optimizer": () => model.compile({ loss: "huber", optimizer: wrong("sdg") }),
      "an unknown metric": () => model.compile({ loss: "huber", optimizer: "sgd", metrics: [wrong("acuracy")] }),
      "other numbers of samples": () => model.fit(x, tensor([[1]])),
      "arrays instead of tensors": () => model.fit(wrong([[1, 2]]), y),
      "no epoch": () => model.fit(x, y, { epochs: 0 }),
      "a batch of nothing": () => model.fit(x, y, { batchSize: 0 }),
      "a validation split of 1": () => model.fit(x, y, { validationSplit: 1 }),
      "a metric that was not compiled": () => model.evaluate(x, y).accuracy,
      "a target of another shape": () => nn.meanSquaredError(x, y),
      "labels as floats": () => nn.softmaxCrossEntropy(x, tensor([0, 1])),
      "a label that is no class": () => nn.softmaxCrossEntropy(x, labels),
      "a delta of 0": () => nn.huber(x, x, { delta: 0 }),
      "a negative penalty": () => nn.weightPenalty(model, -1),
      "a state with a missing name": () => model.loadStateDict({}),
    }),
  );
});
