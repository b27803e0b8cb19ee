/**
 * What Hebb's rule and its relatives are given.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";

/** Throws unless weights `[M, D]` fit inputs `[N, D]`. */
export function checkInputs(rule: string, weight: Tensor, x: Tensor): void {
  if (weight.rank === 2 && x.rank === 2 && weight.shape[1] === x.shape[1] && x.shape[0]! > 0) return;
  throw new ShapeError(
    rule,
    [weight.shape, x.shape],
    `Cannot learn by ${rule} as weight must have shape [M, D] and x shape [N, D] with N above 0`,
    x.rank === 1 ? "one sample is a row: reshape it to [1, D]" : undefined,
  );
}

/** Throws unless the learning rate is a positive number. */
export function checkRate(rule: string, learningRate: number): void {
  if (learningRate > 0 && learningRate < Infinity) return;
  throw new RangeError(
    `Cannot learn by ${rule} as learningRate must be a positive number: current learningRate is ${learningRate}`,
  );
}
