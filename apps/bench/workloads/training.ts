/**
 * Training, as users write it.
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import type { Optimizer } from "@chainrule/optim";
import type { Tensor, Variable } from "@chainrule/tensor";
import type { Compile } from "./compile.ts";

/** Something that is trained, one step after the other. */
export interface Training {
  /** What is trained, in the order in which PyTorch lists it. */
  readonly parameters: readonly Variable[];
  /** Takes one step and gives the loss before it. */
  readonly step: () => Tensor;
}

/** Something to train. */
export interface Trainee<Inputs extends readonly unknown[]> {
  readonly parameters: readonly Variable[];
  readonly optimizer: Optimizer;
  readonly loss: (...inputs: Inputs) => Tensor;
  /** What the loss is given in each step. Like those of the peers, they are the same each time. */
  readonly inputs: Inputs;
}

/** Loss, gradients and update as one function. */
export function trainingOf<Inputs extends readonly unknown[]>(
  compile: Compile,
  { parameters, optimizer, loss: lossOf, inputs }: Trainee<Inputs>,
): Training {
  const step = compile((...inputs: Inputs) => {
    const loss = lossOf(...inputs);
    backward(loss);
    optimizer.step();
    return loss;
  });
  return { parameters, step: () => step(...inputs) };
}
