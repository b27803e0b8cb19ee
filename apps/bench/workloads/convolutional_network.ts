/**
 * The convolutional network for images of 28x28.
 *
 * @module
 */
import type { ActivationName } from "@chainrule/activations";
import { Conv2D, Dense, Flatten, MaxPool2D, Sequential, softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import type { Compile } from "./compile.ts";
import { labels, uniform } from "./hashed.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

const samples = 64;
const image = [1, 28, 28] as const;

/** A new one, convolutions with 8 and with 16 windows of 5x5; it puts out logits, or what `activation` makes of them. */
export function convolutionalNetwork(activation?: ActivationName): Sequential {
  return new Sequential([
    new Conv2D(8, 5, { padding: "same", activation: "relu" }),
    new MaxPool2D(2),
    new Conv2D(16, 5, { padding: "same", activation: "relu" }),
    new MaxPool2D(2),
    new Flatten(),
    new Dense(10, activation === undefined ? {} : { activation }),
  ], { seed: 0 });
}

/** Training one on a batch of 64. */
export function convolutionalTraining(compile: Compile): Training {
  const model = convolutionalNetwork();
  model.ensureBuilt([1, ...image]);
  return trainingOf(compile, {
    parameters: model.parameters(),
    optimizer: new SGD(model, { learningRate: 0.01 }),
    loss: (x: Tensor, y: Tensor) => softmaxCrossEntropy(model.forward(x), y),
    inputs: [uniform([samples, ...image], 1), labels(samples, 10, 9)],
  });
}
