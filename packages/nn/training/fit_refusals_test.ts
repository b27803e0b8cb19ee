import type { Tensor } from "@chainrule/tensor";
import { ShapeError, tensor, zeros } from "@chainrule/tensor";
import { assertEquals, assertRejects } from "@std/assert";
import { Dense } from "../layers/dense.ts";
import { Sequential } from "../sequential.ts";
import type { FitOptions } from "./fit.ts";

const inputs = zeros([20, 3]);
const targets = zeros([20, 1]);

function compiled(): Sequential {
  const model = new Sequential([new Dense(1)]);
  model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
  return model;
}

const refusals: [string, [Tensor, Tensor, FitOptions], ErrorConstructor | typeof ShapeError, string][] = [
  [
    "as many targets as inputs",
    [inputs, zeros([19, 1]), {}],
    ShapeError,
    "Cannot fit as inputs and targets must have the same number of samples, at least one: current shapes are [20, 3] and [19, 1]",
  ],
  [
    "at least one sample",
    [zeros([0, 3]), zeros([0, 1]), {}],
    ShapeError,
    "Cannot fit as inputs and targets must have the same number of samples, at least one: current shapes are [0, 3] and [0, 1]",
  ],
  [
    "tensors",
    [[[1]] as unknown as Tensor, targets, {}],
    TypeError,
    "Cannot fit as inputs and targets must be tensors: current type is object; make them with tensor()",
  ],
  [
    "a batch size",
    [inputs, targets, { batchSize: 0 }],
    RangeError,
    "Cannot fit as batchSize must be a positive whole number: current batchSize is 0",
  ],
  [
    "whole epochs",
    [inputs, targets, { epochs: 1.5 }],
    RangeError,
    "Cannot fit as epochs must be a positive whole number: current epochs is 1.5",
  ],
  [
    "a first epoch from 0",
    [inputs, targets, { initialEpoch: -1 }],
    RangeError,
    "Cannot fit as initialEpoch must be a whole number from 0: current initialEpoch is -1",
  ],
  [
    "a split that leaves samples to train on",
    [inputs, targets, { validationSplit: 0.99 }],
    RangeError,
    "Cannot fit as validationSplit must leave samples on both sides: current split is 0.99 of 20 samples",
  ],
  [
    "a split that leaves samples to measure",
    [inputs, targets, { validationSplit: 0.01 }],
    RangeError,
    "Cannot fit as validationSplit must leave samples on both sides: current split is 0.01 of 20 samples",
  ],
  [
    "a split that is a share",
    [inputs, targets, { validationSplit: -0.5 }],
    RangeError,
    "Cannot fit as validationSplit must leave samples on both sides: current split is -0.5 of 20 samples",
  ],
  [
    "validation data that fit together",
    [inputs, targets, { validationData: [inputs, zeros([2, 1])] }],
    ShapeError,
    "Cannot validate as inputs and targets must have the same number of samples, at least one: current shapes are [20, 3] and [2, 1]",
  ],
  [
    "a weight for each sample",
    [inputs, targets, { sampleWeights: zeros([20, 1]) }],
    ShapeError,
    "Cannot fit as sampleWeights must have shape [20]: current shape is [20, 1]",
  ],
  [
    "weights in a tensor",
    [inputs, targets, { sampleWeights: [1] as unknown as Tensor }],
    TypeError,
    "Cannot fit as sampleWeights must be a tensor: current type is object",
  ],
  [
    "weights that are not negative",
    [inputs, targets, { sampleWeights: tensor([1, -2, ...Array(18).fill(1)]) }],
    RangeError,
    "Cannot fit as sampleWeights must be in [0, ∞): current weight 1 is -2",
  ],
  [
    "a weight above 0",
    [inputs, targets, { sampleWeights: zeros([20]) }],
    RangeError,
    "Cannot fit as the weight of at least one sample must be above 0: current weights are all 0",
  ],
  [
    "class weights that are finite",
    [inputs, targets, { classWeights: [1, NaN] }],
    RangeError,
    "Cannot fit as classWeights must be in [0, ∞): current weight 1 is NaN",
  ],
  [
    "a weight for every class",
    [inputs, tensor(Array(20).fill(3), "int32"), { classWeights: [1, 1] }],
    RangeError,
    "Cannot fit as classWeights must have a weight for each class: current number of weights is 2, and the class of sample 0 is 3",
  ],
];

for (const [what, [data, target, options], type, message] of refusals) {
  Deno.test(`fit asks for ${what}`, async () => {
    const began: unknown[] = [];
    const callbacks = [{ onTrainBegin: () => void began.push(1) }];
    const error = await assertRejects(() => compiled().fit(data, target, { callbacks, ...options }), type);
    assertEquals(error.message, message);
    assertEquals(began, [], "nothing began");
  });
}

Deno.test("a model that is not compiled is refused, with the cure", async () => {
  const model = new Sequential([new Dense(1)]);
  const message =
    "Cannot train or evaluate Sequential as it must be compiled: current model is not; call compile({ loss, optimizer, metrics })";
  assertEquals((await assertRejects(() => model.fit(inputs, targets), TypeError)).message, message);
});

Deno.test("fit asks for a whole seed", async () => {
  const error = await assertRejects(() => compiled().fit(inputs, targets, { seed: 0.5 }), RangeError);
  assertEquals(error.message, "Cannot seed Random as the seed must be a whole number up to 2^53: current seed is 0.5");
});
