/**
 * Absolute error.
 *
 * @module
 */
import { abs, scope } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { LossOptions } from "./reduce.ts";
import { checkSameShape, reduceLoss } from "./reduce.ts";

/**
 * The mean absolute error, or L1 loss. 平均绝对误差
 *
 * Formula: `(1/N) Σ |ŷ − y|`, over all elements; the derivative at 0 is 0
 *
 * @param output Predictions, shape `[N, ...]`
 * @param target What they should be, the same shape
 * @param options Reduction and weights
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 *
 * @example Two predictions
 * ```ts
 * import { meanAbsoluteError } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(meanAbsoluteError(tensor([1, 2]), tensor([1, 4])).item(), 1);
 * ```
 */
export function meanAbsoluteError(output: Tensor, target: Tensor, options?: LossOptions): Tensor {
  checkSameShape("meanAbsoluteError", output, target);
  return scope("meanAbsoluteError", () => reduceLoss("meanAbsoluteError", abs(output.sub(target)), options));
}
