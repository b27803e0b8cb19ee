/**
 * The logical or.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { logicalResult } from "./logical_result.ts";

/** The record of {@link logicalOr}. */
export const logicalOrOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "logicalOr",
  expression: (k, [a, b]) => k.not(k.and(k.not(a), k.not(b))),
  dtype: (dtypes) => logicalResult("logicalOr", dtypes),
  partials: { none: "truth values do not change by small amounts" },
});

/**
 * Whether at least one truth value holds. 逻辑或
 *
 * Formula: `a ∨ b`
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns Truth values (dtype `bool`), in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 * @throws {TypeError} When an operand is not of dtype bool
 *
 * @example Outside an interval
 * ```ts
 * import { greater, less, logicalOr, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([-2, 0, 2]);
 * assertEquals(logicalOr(less(x, -1), greater(x, 1)).toArray(), [true, false, true]);
 * ```
 */
export function logicalOr(a: TensorLike, b: TensorLike): Tensor {
  return apply(logicalOrOp, [a, b]);
}
