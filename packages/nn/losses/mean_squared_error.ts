/**
 * Squared error.
 *
 * @module
 */
import { scope } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { LossOptions } from "./reduce.ts";
import { checkSameShape, reduceLoss } from "./reduce.ts";

/**
 * The mean squared error, without a factor ½. 均方误差
 *
 * Formula: `(1/N) Σ (ŷ − y)²`, over all elements
 *
 * @param output Predictions, shape `[N, ...]`
 * @param target What they should be, the same shape
 * @param options Reduction and weights
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 *
 * @example Two predictions
 * ```ts
 * import { meanSquaredError } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(meanSquaredError(tensor([1, 2]), tensor([1, 4])).item(), 2);
 * ```
 */
export function meanSquaredError(output: Tensor, target: Tensor, options?: LossOptions): Tensor {
  checkSameShape("meanSquaredError", output, target);
  return scope("meanSquaredError", () => {
    const error = output.sub(target);
    return reduceLoss("meanSquaredError", error.mul(error), options);
  });
}
