/**
 * Repeating each element.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { checkShape, normalizeAxis } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { broadcastTo } from "./broadcast_to.ts";
import { reshape } from "./reshape.ts";

/**
 * Repeats each slice along an axis, copies next to each other. 逐元素重复
 *
 * @param x At least one axis
 * @param times How many copies of each slice
 * @param axis The axis that grows; a negative one counts from the back. @default 0
 * @returns The axis is `times` as long
 * @throws {RangeError} When there is no such axis, or the number is not a whole number from 0
 *
 * @example Each row twice
 * ```ts
 * import { repeat, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(repeat(tensor([1, 2]), 2).toArray(), [1, 1, 2, 2]);
 * ```
 */
export function repeat(x: TensorLike, times: number, axis = 0): Tensor {
  checkShape("repeat into", [times]);
  const shape = shapeOf(x);
  const along = normalizeAxis("repeat", axis, shape.length);
  return scope("repeat", () => {
    const apart = reshape(x, shape.toSpliced(along + 1, 0, 1));
    const copied = broadcastTo(apart, shape.toSpliced(along + 1, 0, times));
    return reshape(copied, shape.with(along, shape[along]! * times));
  });
}
