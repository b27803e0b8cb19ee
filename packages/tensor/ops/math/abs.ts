/**
 * The absolute value.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { sign } from "./sign.ts";

/** The record of {@link abs}. */
export const absOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "abs",
  expression: (k, [x]) => k.abs(x),
  dtype: (dtypes) => numericResult("abs", dtypes),
  partials: [([x]) => sign(x)],
});

/**
 * The absolute value of each element. 绝对值
 *
 * Formula: `|x|`
 *
 * The derivative at 0 is taken as 0.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Distance from zero
 * ```ts
 * import { abs, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(abs(tensor([-2, 0, 3])).toArray(), [2, 0, 3]);
 * ```
 */
export function abs(x: TensorLike): Tensor {
  return apply(absOp, [x]);
}
