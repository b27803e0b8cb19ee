/**
 * `eˣ − 1` without cancellation.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { exp } from "./exp.ts";

/** The record of {@link expm1}. */
export const expm1Op: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "expm1",
  expression: (k, [x]) => k.expm1(x),
  dtype: (dtypes) => floatResult("expm1", dtypes),
  partials: [([x]) => exp(x)],
});

/**
 * One less than the exponential of each element, accurate near 0. Integers give float32. 指数函数减一
 *
 * Formula: `eˣ − 1`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Where exp(x) − 1 would give 0
 * ```ts
 * import { expm1, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(expm1(tensor(1e-20, "float64")).item(), 1e-20, 1e-35);
 * ```
 */
export function expm1(x: TensorLike): Tensor {
  return apply(expm1Op, [x]);
}
