/**
 * Squares.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link square}. */
export const squareOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "square",
  expression: (k, [x]) => k.mul(x, x),
  dtype: (dtypes) => numericResult("square", dtypes),
  partials: [([x]) => x.mul(2)],
});

/**
 * The square of each element. 平方
 *
 * Formula: `x²`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Three squares
 * ```ts
 * import { square, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(square(tensor([-3, 0, 2])).toArray(), [9, 0, 4]);
 * ```
 */
export function square(x: TensorLike): Tensor {
  return apply(squareOp, [x]);
}
