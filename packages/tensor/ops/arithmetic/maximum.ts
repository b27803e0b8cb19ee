/**
 * The larger of two.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { equal } from "../comparison/equal.ts";
import { greater } from "../comparison/greater.ts";
import { shareOfWinner } from "./share_of_winner.ts";

/** The record of {@link maximum}. */
export const maximumOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "maximum",
  expression: (k, [a, b]) => k.max(a, b),
  dtype: (dtypes) => numericResult("maximum", dtypes),
  partials: [
    ([a, b], y) => shareOfWinner(greater(a, b), equal(a, b), y.dtype),
    ([a, b], y) => shareOfWinner(greater(b, a), equal(a, b), y.dtype),
  ],
});

/**
 * The larger of two elements; NaN if either is. 逐元素取最大
 *
 * Formula: `max(a, b)`
 *
 * Where both are equal, each gets half of the gradient.
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns The larger elements, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Against a number
 * ```ts
 * import { maximum, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(maximum(tensor([-1, 2]), 0).toArray(), [0, 2]);
 * ```
 */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return apply(maximumOp, [a, b]);
}
