/**
 * Reciprocals of square roots.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { square } from "./square.ts";

/** The record of {@link rsqrt}. */
export const rsqrtOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "rsqrt",
  expression: (k, [x]) => k.div(k.constant(1), k.sqrt(x)),
  dtype: (dtypes) => floatResult("rsqrt", dtypes),
  partials: [(_, y) => mul(-0.5, mul(y, square(y)))],
});

/**
 * One over the square root of each element. Integers give float32. 平方根的倒数
 *
 * Formula: `1/√x`
 *
 * Zero gives Infinity, and negative numbers give NaN.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Scaling to unit length
 * ```ts
 * import { rsqrt, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([3, 4], "float64");
 * const unit = x.mul(rsqrt(x.mul(x).sum())).data;
 * assertAlmostEquals(unit[0]!, 0.6);
 * assertAlmostEquals(unit[1]!, 0.8);
 * ```
 */
export function rsqrt(x: TensorLike): Tensor {
  return apply(rsqrtOp, [x]);
}
