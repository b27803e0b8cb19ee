/**
 * A recurrent network that reads sequences.
 *
 * @module
 */
import { Dense, LSTM, Sequential, softmaxCrossEntropy } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import type { Compile } from "./compile.ts";
import { labels, uniform } from "./hashed.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

const [samples, steps, inputs, units] = [32, 50, 64, 128];

/** Training one with 128 units on sequences of 50 steps with 64 features. */
export function longShortTermMemoryTraining(compile: Compile): Training {
  const model = new Sequential([new LSTM(units, { inputDim: inputs }), new Dense(10)], { seed: 0 });
  return trainingOf(compile, {
    parameters: model.parameters(),
    optimizer: new SGD(model, { learningRate: 0.01 }),
    loss: (x: Tensor, y: Tensor) => softmaxCrossEntropy(model.forward(x), y),
    inputs: [uniform([samples, steps, inputs], 1), labels(samples, 10, 9)],
  });
}
