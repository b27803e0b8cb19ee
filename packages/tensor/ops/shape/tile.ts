/**
 * Repeating a tensor like a tile.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { checkShape } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { broadcastTo } from "./broadcast_to.ts";
import { reshape } from "./reshape.ts";

/**
 * Lays copies of a tensor side by side along each axis. 平铺
 *
 * @param x Any shape
 * @param times How many copies along each axis, aligned at the last axis; the shorter of shape and list is filled up with 1
 * @returns The tiling
 * @throws {RangeError} When a number of copies is not a whole number from 0
 *
 * @example A row, twice down and twice across
 * ```ts
 * import { tensor, tile } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tile(tensor([1, 2]), [2, 2]).toArray(), [[1, 2, 1, 2], [1, 2, 1, 2]]);
 * ```
 */
export function tile(x: TensorLike, times: readonly number[]): Tensor {
  checkShape("tile into", times);
  const rank = Math.max(shapeOf(x).length, times.length);
  const shape = filledUp(shapeOf(x), rank);
  const copies = filledUp(times, rank);
  return scope("tile", () => {
    const apart = reshape(x, shape.flatMap((length) => [1, length]));
    const copied = broadcastTo(
      apart,
      shape.flatMap((length, axis) => [copies[axis]!, length]),
    );
    return reshape(copied, shape.map((length, axis) => copies[axis]! * length));
  });
}

function filledUp(list: readonly number[], rank: number): number[] {
  return [...new Array<number>(rank - list.length).fill(1), ...list];
}
