/**
 * Choosing between two tensors.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { commonDType } from "../../core/dtype.ts";
import { methodTable } from "../../core/tensor.ts";
import type { Op, TensorLike, Ternary } from "../../core/op.ts";
import { broadcastShapes } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { isTensor } from "../../core/tensor.ts";
import { isVariable } from "../../core/variable.ts";

/** The record of {@link where}. */
export const whereOp: Op<Ternary> = {
  name: "where",
  expression: (k, [condition, a, b]) => k.select(condition, a, b),
  shape: (shapes) => broadcastShapes("where", shapes),
  dtype: ([, a, b]) => commonDType("where", [a!, b!]),
  vjp: [
    { none: "truth values do not change by small amounts" },
    (g, [condition, a]) => methodTable().sumTo(where(condition, g, 0), a.shape),
    (g, [condition, , b]) => methodTable().sumTo(where(condition, 0, g), b.shape),
  ],
  jvp: ([, da, db], [condition], y) => methodTable().broadcastTo(where(condition, da ?? 0, db ?? 0), y.shape),
};

/**
 * Takes from `a` where the condition holds, from `b` elsewhere. 条件选择
 *
 * No gradient flows into the element that was not chosen, whatever its value, Infinity and NaN included.
 *
 * @param condition Truth values, any shape
 * @param a A shape that broadcasts with the others
 * @param b A shape that broadcasts with the others
 * @returns The chosen elements, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 * @throws {TypeError} When the condition is not of dtype bool
 *
 * @example Clipping below
 * ```ts
 * import { greater, tensor, where } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([-1, 2]);
 * assertEquals(where(greater(x, 0), x, 0).toArray(), [0, 2]);
 * ```
 */
export function where(
  condition: TensorLike,
  a: TensorLike,
  b: TensorLike,
): Tensor {
  const dtype = isTensor(condition) || isVariable(condition) ? condition.dtype : typeof condition;
  if (dtype !== "bool") {
    throw new TypeError(
      `Cannot where a condition, a and b as the condition must have dtype bool: current dtype is ${dtype}; compare it first, for example with notEqual(x, 0)`,
    );
  }
  return apply(whereOp, [condition, a, b]);
}
