/**
 * Rounding down.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link floor}. */
export const floorOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "floor",
  expression: (k, [x]) => k.floor(x),
  dtype: (dtypes) => numericResult("floor", dtypes),
  partials: [() => 0],
});

/**
 * The greatest whole number that is not above each element. 向下取整
 *
 * Formula: `⌊x⌋`
 *
 * The derivative is 0, also at the jumps, as for `sign`: that is its value almost everywhere, and a gradient that is zero says so. Write
 * `x.add(floor(x).sub(x).detach())` to let gradients pass as if nothing was rounded.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Both signs
 * ```ts
 * import { floor, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(floor(tensor([-1.5, 2.5])).toArray(), [-2, 2]);
 * ```
 */
export function floor(x: TensorLike): Tensor {
  return apply(floorOp, [x]);
}
