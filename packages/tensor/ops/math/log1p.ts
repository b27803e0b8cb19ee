/**
 * `ln(1 + x)` without cancellation.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { div } from "../arithmetic/div.ts";

/** The record of {@link log1p}. */
export const log1pOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "log1p",
  expression: (k, [x]) => k.log1p(x),
  dtype: (dtypes) => floatResult("log1p", dtypes),
  partials: [([x]) => div(1, x.add(1))],
});

/**
 * The natural logarithm of one more than each element, accurate near 0. Integers give float32. 对数函数
 *
 * Formula: `ln(1 + x)`
 *
 * At −1 the value is −Infinity; below it is NaN.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Where log(1 + x) would give 0
 * ```ts
 * import { log1p, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(log1p(tensor(1e-20, "float64")).item(), 1e-20, 1e-35);
 * ```
 */
export function log1p(x: TensorLike): Tensor {
  return apply(log1pOp, [x]);
}
