/**
 * Negation.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link neg}. */
export const negOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "neg",
  expression: (k, [x]) => k.neg(x),
  dtype: (dtypes) => numericResult("neg", dtypes),
  partials: [() => -1],
});

/**
 * Changes the sign of each element. 取负
 *
 * Formula: `−x`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example A sign flipped
 * ```ts
 * import { neg, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(neg(tensor([1, -2])).toArray(), [-1, 2]);
 * ```
 */
export function neg(x: TensorLike): Tensor {
  return apply(negOp, [x]);
}
