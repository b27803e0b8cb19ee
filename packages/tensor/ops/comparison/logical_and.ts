/**
 * The logical and.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { logicalResult } from "./logical_result.ts";

/** The record of {@link logicalAnd}. */
export const logicalAndOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "logicalAnd",
  expression: (k, [a, b]) => k.and(a, b),
  dtype: (dtypes) => logicalResult("logicalAnd", dtypes),
  partials: { none: "truth values do not change by small amounts" },
});

/**
 * Whether both truth values hold. 逻辑与
 *
 * Formula: `a ∧ b`
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns Truth values (dtype `bool`), in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 * @throws {TypeError} When an operand is not of dtype bool
 *
 * @example Inside an interval
 * ```ts
 * import { greater, less, logicalAnd, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([-2, 0, 2]);
 * assertEquals(logicalAnd(greater(x, -1), less(x, 1)).toArray(), [false, true, false]);
 * ```
 */
export function logicalAnd(a: TensorLike, b: TensorLike): Tensor {
  return apply(logicalAndOp, [a, b]);
}
