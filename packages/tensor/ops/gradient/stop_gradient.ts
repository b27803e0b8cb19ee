/**
 * Cutting a gradient.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import type { NoDerivative, Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

const cut: NoDerivative = { none: "its purpose is to have none" };

/** The record of {@link stopGradient}. */
export const stopGradientOp: Op<Unary> = {
  name: "stopGradient",
  shape: ([shape]) => shape!,
  view: (x) => ({ strides: x.strides, offset: x.offset }),
  vjp: cut,
  jvp: cut,
};

/**
 * The same values, as a constant: no gradient flows through. Copies nothing. 截断梯度
 *
 * @param x Any shape
 * @returns The same values, without the memory of how they were made
 *
 * @example A target that is not trained
 * ```ts
 * import { mul, stopGradient, tensor } from "@chainrule/tensor";
 * import { grad } from "@chainrule/autograd";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(grad((x) => mul(x, stopGradient(x)))(tensor(3)).item(), 3);
 * ```
 */
export function stopGradient(x: TensorLike): Tensor {
  return apply(stopGradientOp, [x]);
}
