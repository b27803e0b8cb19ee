/**
 * The exponential function.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link exp}. */
export const expOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "exp",
  expression: (k, [x]) => k.exp(x),
  dtype: (dtypes) => floatResult("exp", dtypes),
  partials: [(_, y) => y],
});

/**
 * The exponential function of each element. Integers give float32. 指数函数
 *
 * Formula: `eˣ`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Growth
 * ```ts
 * import { exp, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = exp(tensor([0, 1], "float64")).data;
 * assertAlmostEquals(y[0]!, 1);
 * assertAlmostEquals(y[1]!, Math.E);
 * ```
 */
export function exp(x: TensorLike): Tensor {
  return apply(expOp, [x]);
}
