/**
 * Keeping numbers within bounds.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import { isFloat } from "../../core/dtype.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { greaterEqual } from "../comparison/greater_equal.ts";
import { lessEqual } from "../comparison/less_equal.ts";
import { logicalAnd } from "../comparison/logical_and.ts";

/** Between which bounds {@link clip} keeps numbers. */
export interface Bounds {
  /** The least value. */
  readonly min: number;
  /** The greatest value. */
  readonly max: number;
}

/** The record of {@link clip}. */
export const clipOp: Op<Unary, Bounds> = /* @__PURE__ */ elementwise<Unary, Bounds>({
  name: "clip",
  expression: (k, [x], { min, max }) => k.min(k.max(x, k.constant(min)), k.constant(max)),
  dtype: (dtypes, { min, max }) => {
    const dtype = numericResult("clip", dtypes);
    return isFloat(dtype) || [min, max].every(fitsInteger) ? dtype : "float32";
  },
  partials: [
    ([x], y, { min, max }) => logicalAnd(greaterEqual(x, min), lessEqual(x, max)).cast(y.dtype),
  ],
});

/**
 * Moves what lies outside an interval to its nearer end. NaN stays NaN. 截断
 *
 * Formula: `min(max(x, min), max)`
 *
 * The derivative is 1 inside and at both bounds, 0 outside. A bound may be infinite. Integers stay integers unless a bound is a
 * fraction, which gives float32.
 *
 * @param x Any shape
 * @param min The least value
 * @param max The greatest value
 * @returns The same shape
 * @throws {RangeError} When `min` is greater than `max`, or one is NaN
 *
 * @example Between 0 and 1
 * ```ts
 * import { clip, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(clip(tensor([-2, 0.5, 3]), 0, 1).toArray(), [0, 0.5, 1]);
 * ```
 */
export function clip(x: TensorLike, min: number, max: number): Tensor {
  if (!(min <= max)) {
    throw new RangeError(
      `Cannot clip x as min must be at most max: current bounds are ${min} and ${max}`,
    );
  }
  return apply(clipOp, [x], { min, max });
}

function fitsInteger(bound: number): boolean {
  return Number.isInteger(bound) || !Number.isFinite(bound);
}
