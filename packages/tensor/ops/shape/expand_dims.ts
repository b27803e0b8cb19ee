/**
 * Inserting an axis.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { normalizeAxis } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { reshape } from "./reshape.ts";

/**
 * Inserts an axis of length 1. 增加维度
 *
 * @param x Any shape
 * @param axis Where it is in the result; a negative one counts from the back
 * @returns The same elements, with one more axis
 * @throws {RangeError} When the result has no such axis
 *
 * @example A vector as a column
 * ```ts
 * import { expandDims, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(expandDims(tensor([1, 2]), 1).toArray(), [[1], [2]]);
 * ```
 */
export function expandDims(x: TensorLike, axis: number): Tensor {
  const shape = shapeOf(x);
  const place = normalizeAxis("expandDims", axis, shape.length + 1);
  return scope(
    "expandDims",
    () => reshape(x, shape.toSpliced(place, 0, 1)),
  );
}
