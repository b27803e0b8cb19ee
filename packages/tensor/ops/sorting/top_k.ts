/**
 * The largest few.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { normalizeAxis } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { takeAlong } from "../indexing/take_along.ts";
import { slice } from "../shape/slice.ts";
import { argSort } from "./arg_sort.ts";

/** Along which axis to choose. */
export interface TopKOptions {
  /** The axis; a negative one counts from the back. @default -1 */
  readonly axis?: number;
}

/** The largest elements and where they were. */
export interface TopK {
  /** The elements, largest first. */
  readonly values: Tensor;
  /** Their positions along the axis, dtype int32. */
  readonly indices: Tensor;
}

/**
 * The K largest elements along an axis, largest first; of those that tie, the first ones. NaN comes last. 前 K 大
 *
 * @param x At least one axis
 * @param k How many
 * @param options Which axis
 * @returns Values and positions; the axis has length K
 * @throws {RangeError} When there is no such axis, or it has fewer than K elements
 *
 * @example The two best classes
 * ```ts
 * import { tensor, topK } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const { values, indices } = topK(tensor([0.5, 0.125, 0.25]), 2);
 * assertEquals(values.toArray(), [0.5, 0.25]);
 * assertEquals(indices.toArray(), [0, 2]);
 * ```
 */
export function topK(
  x: TensorLike,
  k: number,
  options: TopKOptions = {},
): TopK {
  const shape = shapeOf(x);
  const axis = normalizeAxis("topK", options.axis ?? -1, shape.length);
  if (!Number.isInteger(k) || k < 0 || k > shape[axis]!) {
    throw new RangeError(
      `Cannot topK x along axis ${axis} as k must be a whole number in [0, ${shape[axis]}]: current k is ${k}`,
    );
  }
  return scope("topK", () => {
    const order = argSort(x, { axis, descending: true });
    const indices = slice(order, [], shape.with(axis, k));
    return { values: takeAlong(x, indices, axis), indices };
  });
}
