/**
 * Finding what is not a number.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { boolResult, elementwise } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link isNaN}. */
export const isNaNOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "isNaN",
  expression: (k, [x]) => k.not(k.equal(x, x)),
  dtype: (dtypes) => boolResult("isNaN", dtypes),
  partials: { none: "truth values do not change by small amounts" },
});

/**
 * Whether each element is NaN. 非数判断
 *
 * Formula: `x ≠ x`
 *
 * @param x Any shape
 * @returns Truth values (dtype `bool`), the same shape
 *
 * @example One of three
 * ```ts
 * import { isNaN, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isNaN(tensor([1, NaN, Infinity])).toArray(), [false, true, false]);
 * ```
 */
export function isNaN(x: TensorLike): Tensor {
  return apply(isNaNOp, [x]);
}
