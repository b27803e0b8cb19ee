/**
 * Sorting.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { normalizeAxis } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { takeAlong } from "../indexing/take_along.ts";
import type { SortOptions } from "./arg_sort.ts";
import { argSort } from "./arg_sort.ts";

/**
 * The elements along an axis in the order of their values; NaN comes last. Each gradient goes back to where its element was. 排序
 *
 * @param x At least one axis
 * @param options Which axis, and which direction
 * @returns The shape of `x`
 * @throws {RangeError} When there is no such axis
 *
 * @example The largest first
 * ```ts
 * import { sort, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sort(tensor([1, 3, 2]), { descending: true }).toArray(), [3, 2, 1]);
 * ```
 */
export function sort(x: TensorLike, options: SortOptions = {}): Tensor {
  const axis = normalizeAxis("sort", options.axis ?? -1, shapeOf(x).length);
  return scope("sort", () => takeAlong(x, argSort(x, { ...options, axis }), axis));
}
