/**
 * One step of training, as users write it.
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import type { Optimizer } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";

/** Loss, gradients, update. */
export function trainingStep<Inputs extends readonly unknown[]>(
  optimizer: Optimizer,
  lossOf: (...inputs: Inputs) => Tensor,
): (...inputs: Inputs) => Tensor {
  return (...inputs) => {
    const loss = lossOf(...inputs);
    backward(loss);
    optimizer.step();
    return loss;
  };
}
