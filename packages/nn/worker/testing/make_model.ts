/**
 * The model that the tests train on both sides.
 *
 * @module
 */
import { Random } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { Activation } from "../../layers/activation.ts";
import { Dense } from "../../layers/dense.ts";
import { Dropout } from "../../layers/dropout.ts";
import { Sequential } from "../../sequential.ts";

/** A classifier with dropout, ready to be trained. */
export function makeModel(): Sequential {
  const model = new Sequential([
    new Dense(8, { activation: "tanh" }),
    new Dropout(0.25),
    new Dense(3),
    new Activation("softmax"),
  ], { seed: 4 });
  model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "adam", metrics: ["accuracy"] });
  return model;
}

/** Samples for it. */
export function makeData(samples = 50): { readonly x: Tensor; readonly y: Tensor } {
  const random = new Random(7);
  return { x: random.normal([samples, 5]), y: random.integers([samples], 0, 3) };
}
