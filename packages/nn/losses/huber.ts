/**
 * The Huber loss.
 *
 * @module
 */
import { abs, greater, scope, where } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { LossOptions } from "./reduce.ts";
import { checkSameShape, reduceLoss } from "./reduce.ts";

/** Options of {@link huber}. */
export interface HuberOptions extends LossOptions {
  /** Where the parabola becomes a line. @default 1 */
  readonly delta?: number;
}

/**
 * Squared error for small errors, absolute error for large ones, so that outliers weigh less. Huber损失
 *
 * Formula: `½e²` for `|e| ≤ δ`, else `δ(|e| − ½δ)`, with `e = ŷ − y`. Source: Huber (1964).
 *
 * @param output Predictions, shape `[N, ...]`
 * @param target What they should be, the same shape
 * @param options δ, reduction and weights
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 * @throws {RangeError} When δ is not in (0, ∞)
 *
 * @example A small and a large error
 * ```ts
 * import { huber } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(huber(tensor([0.5, 3]), tensor([0, 0]), { reduction: "sum" }).item(), 2.625);
 * ```
 */
export function huber(output: Tensor, target: Tensor, options: HuberOptions = {}): Tensor {
  const { delta = 1 } = options;
  if (!(delta > 0 && delta < Infinity)) {
    throw new RangeError(`Cannot compute huber as delta must be in (0, ∞): current delta is ${delta}`);
  }
  checkSameShape("huber", output, target);
  return scope("huber", () => {
    const error = output.sub(target);
    const distance = abs(error);
    const line = distance.sub(delta / 2).mul(delta);
    return reduceLoss("huber", where(greater(distance, delta), line, error.mul(error).mul(0.5)), options);
  });
}
