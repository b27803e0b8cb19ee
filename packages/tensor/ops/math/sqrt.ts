/**
 * The square root.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { div } from "../arithmetic/div.ts";

/** The record of {@link sqrt}. */
export const sqrtOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "sqrt",
  expression: (k, [x]) => k.sqrt(x),
  dtype: (dtypes) => floatResult("sqrt", dtypes),
  partials: [(_, y) => div(0.5, y)],
});

/**
 * The square root of each element. Integers give float32. 平方根
 *
 * Formula: `√x`
 *
 * Negative numbers give NaN; the derivative at 0 is Infinity.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Two roots
 * ```ts
 * import { sqrt, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = sqrt(tensor([4, 9], "float64")).data;
 * assertAlmostEquals(y[0]!, 2);
 * assertAlmostEquals(y[1]!, 3);
 * ```
 */
export function sqrt(x: TensorLike): Tensor {
  return apply(sqrtOp, [x]);
}
