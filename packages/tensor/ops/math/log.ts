/**
 * The natural logarithm.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { div } from "../arithmetic/div.ts";

/** The record of {@link log}. */
export const logOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "log",
  expression: (k, [x]) => k.log(x),
  dtype: (dtypes) => floatResult("log", dtypes),
  partials: [([x]) => div(1, x)],
});

/**
 * The natural logarithm of each element. Integers give float32. 自然对数
 *
 * Formula: `ln x`
 *
 * `ln 0` is −Infinity, and negative numbers give NaN.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Undoing exp
 * ```ts
 * import { log, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = log(tensor([1, Math.E], "float64")).data;
 * assertAlmostEquals(y[0]!, 0);
 * assertAlmostEquals(y[1]!, 1);
 * ```
 */
export function log(x: TensorLike): Tensor {
  return apply(logOp, [x]);
}
