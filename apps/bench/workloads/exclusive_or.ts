/**
 * A network that is so small that only the cost of each call is left.
 *
 * @module
 */
import { Dense, meanSquaredError, Sequential } from "@chainrule/nn";
import { SGD } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import type { Compile } from "./compile.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

/** Training a network 2-8-1 to tell whether two bits differ. */
export function exclusiveOrTraining(compile: Compile): Training {
  const model = new Sequential([
    new Dense(8, { inputDim: 2, activation: "tanh" }),
    new Dense(1, { activation: "sigmoid" }),
  ], { seed: 0 });
  return trainingOf(compile, {
    parameters: model.parameters(),
    optimizer: new SGD(model, { learningRate: 0.1 }),
    loss: (x: Tensor, y: Tensor) => meanSquaredError(model.forward(x), y),
    inputs: [tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), tensor([[0], [1], [1], [0]])],
  });
}
