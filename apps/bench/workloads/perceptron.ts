/**
 * The multi-layer perceptron 784-256-128-10.
 *
 * @module
 */
import type { ActivationName } from "@chainrule/activations";
import { Dense, Sequential, softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import type { Compile } from "./compile.ts";
import { labels, uniform } from "./hashed.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

/** A new one; it puts out logits, or what `activation` makes of them. */
export function perceptron(activation?: ActivationName): Sequential {
  return new Sequential([
    new Dense(256, { inputDim: 784, activation: "relu" }),
    new Dense(128, { activation: "relu" }),
    new Dense(10, activation === undefined ? {} : { activation }),
  ], { seed: 0 });
}

/** Training one on a batch of 64. */
export function perceptronTraining(compile: Compile): Training {
  const model = perceptron();
  return trainingOf(compile, {
    parameters: model.parameters(),
    optimizer: new SGD(model, { learningRate: 0.01 }),
    loss: (x: Tensor, y: Tensor) => softmaxCrossEntropy(model.forward(x), y),
    inputs: [uniform([64, 784], 1), labels(64, 10, 9)],
  });
}
