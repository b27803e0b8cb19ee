/**
 * Rounding to the nearest.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link round}. */
export const roundOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "round",
  expression: (k, [x]) => k.round(x),
  dtype: (dtypes) => numericResult("round", dtypes),
  partials: [() => 0],
});

/**
 * The whole number nearest to each element; of two, the even one. 四舍六入五取偶
 *
 * Formula: `round(x)`
 *
 * The derivative is 0, also at the jumps, as for `sign`: that is its value almost everywhere, and a gradient that is zero says so. Write
 * `x.add(round(x).sub(x).detach())` to let gradients pass as if nothing was rounded.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Both signs
 * ```ts
 * import { round, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(round(tensor([-1.5, 2.5, 2.6])).toArray(), [-2, 2, 3]);
 * ```
 */
export function round(x: TensorLike): Tensor {
  return apply(roundOp, [x]);
}
