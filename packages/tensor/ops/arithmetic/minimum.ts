/**
 * The smaller of two.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { equal } from "../comparison/equal.ts";
import { less } from "../comparison/less.ts";
import { shareOfWinner } from "./share_of_winner.ts";

/** The record of {@link minimum}. */
export const minimumOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "minimum",
  expression: (k, [a, b]) => k.min(a, b),
  dtype: (dtypes) => numericResult("minimum", dtypes),
  partials: [
    ([a, b], y) => shareOfWinner(less(a, b), equal(a, b), y.dtype),
    ([a, b], y) => shareOfWinner(less(b, a), equal(a, b), y.dtype),
  ],
});

/**
 * The smaller of two elements; NaN if either is. 逐元素取最小
 *
 * Formula: `min(a, b)`
 *
 * Where both are equal, each gets half of the gradient.
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns The smaller elements, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Against a number
 * ```ts
 * import { minimum, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(minimum(tensor([-1, 2]), 0).toArray(), [-1, 0]);
 * ```
 */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  return apply(minimumOp, [a, b]);
}
