/**
 * Division.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link div}. */
export const divOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "div",
  expression: (k, [a, b]) => k.div(a, b),
  dtype: (dtypes) => floatResult("div", dtypes),
  partials: [
    ([, b], y) => div(1, b.cast(y.dtype)),
    ([, b], y) => div(y, b).neg(),
  ],
});

/**
 * Divides element by element. Integers give float32. 除法
 *
 * Formula: `a / b`
 *
 * Division by zero gives ±Infinity, and 0/0 gives NaN, as in IEEE 754.
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns The quotient, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Rows that sum to one
 * ```ts
 * import { div, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 3], [2, 2]]);
 * assertEquals(div(x, x.sum({ axis: 1, keepDims: true })).toArray(), [[0.25, 0.75], [0.5, 0.5]]);
 * ```
 */
export function div(a: TensorLike, b: TensorLike): Tensor {
  return apply(divOp, [a, b]);
}
