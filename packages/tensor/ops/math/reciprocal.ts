/**
 * Reciprocals.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { square } from "./square.ts";

/** The record of {@link reciprocal}. */
export const reciprocalOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "reciprocal",
  expression: (k, [x]) => k.div(k.constant(1), x),
  dtype: (dtypes) => floatResult("reciprocal", dtypes),
  partials: [(_, y) => square(y).neg()],
});

/**
 * One over each element. Integers give float32. 倒数
 *
 * Formula: `1/x`
 *
 * Zero gives Infinity with its sign, as in IEEE 754.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Two reciprocals
 * ```ts
 * import { reciprocal, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reciprocal(tensor([4, -0.5])).toArray(), [0.25, -2]);
 * ```
 */
export function reciprocal(x: TensorLike): Tensor {
  return apply(reciprocalOp, [x]);
}
