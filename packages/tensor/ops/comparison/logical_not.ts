/**
 * The logical not.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { logicalResult } from "./logical_result.ts";

/** The record of {@link logicalNot}. */
export const logicalNotOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "logicalNot",
  expression: (k, [x]) => k.not(x),
  dtype: (dtypes) => logicalResult("logicalNot", dtypes),
  partials: { none: "truth values do not change by small amounts" },
});

/**
 * The opposite of each truth value. 逻辑非
 *
 * Formula: `¬x`
 *
 * @param x Any shape
 * @returns Truth values (dtype `bool`), the same shape
 * @throws {TypeError} When `x` is not of dtype bool
 *
 * @example Two truth values
 * ```ts
 * import { logicalNot, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logicalNot(tensor([true, false])).toArray(), [false, true]);
 * ```
 */
export function logicalNot(x: TensorLike): Tensor {
  return apply(logicalNotOp, [x]);
}
