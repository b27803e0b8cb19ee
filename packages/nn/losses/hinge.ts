/**
 * The hinge loss.
 *
 * @module
 */
import { relu } from "@chainrule/activations";
import { scope, sub } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { LossOptions } from "./reduce.ts";
import { checkSameShape, reduceLoss } from "./reduce.ts";

/**
 * The hinge loss of support vector machines: 0 for what is right by a margin of 1. 合页损失
 *
 * Formula: `max(0, 1 − y·ŷ)` with `y` −1 or 1
 *
 * @param output Scores, shape `[N, ...]`
 * @param target −1 or 1, the same shape
 * @param options Reduction and weights
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 *
 * @example Right by far, right by little
 * ```ts
 * import { hinge } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hinge(tensor([3, -0.5]), tensor([1, -1])).item(), 0.25);
 * ```
 */
export function hinge(output: Tensor, target: Tensor, options?: LossOptions): Tensor {
  checkSameShape("hinge", output, target);
  return scope("hinge", () => reduceLoss("hinge", relu(sub(1, output.mul(target))), options));
}
