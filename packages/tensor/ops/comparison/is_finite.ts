/**
 * Finding finite numbers.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { boolResult, elementwise } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link isFinite}. */
export const isFiniteOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "isFinite",
  expression: (k, [x]) => k.less(k.abs(x), k.constant(Infinity)),
  dtype: (dtypes) => boolResult("isFinite", dtypes),
  partials: { none: "truth values do not change by small amounts" },
});

/**
 * Whether each element is a finite number: neither NaN nor infinite. 有限数判断
 *
 * Formula: `|x| < ∞`
 *
 * @param x Any shape
 * @returns Truth values (dtype `bool`), the same shape
 *
 * @example One of three
 * ```ts
 * import { isFinite, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isFinite(tensor([1, NaN, Infinity])).toArray(), [true, false, false]);
 * ```
 */
export function isFinite(x: TensorLike): Tensor {
  return apply(isFiniteOp, [x]);
}
