/**
 * Undoing a broadcast.
 *
 * @module
 */
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { checkShape, formatShape, sameShape } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { isTensor } from "../../core/tensor.ts";
import { broadcastTo } from "../shape/broadcast_to.ts";
import { reshape } from "../shape/reshape.ts";
import { sum } from "./sum.ts";

/**
 * Adds up whatever was repeated when `shape` was broadcast to the shape of `x`: the transpose of `broadcastTo`.
 *
 * @param x A shape that `shape` broadcasts to
 * @param shape The shape to reach
 * @returns The sums, in `shape`
 * @throws {ShapeError} When `shape` does not broadcast to that of `x`
 *
 * @example A bias gets the sum of its rows
 * ```ts
 * import { sumTo, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sumTo(tensor([[1, 2], [3, 4]]), [2]).toArray(), [4, 6]);
 * ```
 */
export function sumTo(x: TensorLike, shape: Shape): Tensor {
  checkShape("sumTo", shape);
  if (typeof x === "number") return broadcastTo(x, shape);
  if (isTensor(x) && sameShape(x.shape, shape)) return x;
  const shift = x.shape.length - shape.length;
  if (
    shift < 0 ||
    shape.some((length, axis) => length !== 1 && length !== x.shape[shift + axis])
  ) {
    throw new ShapeError(
      "sumTo",
      [x.shape],
      `Cannot sumTo x to ${formatShape(shape)} as that shape must broadcast to the shape of x`,
    );
  }
  const axis = [...x.shape.keys()].filter((a) => a < shift || (shape[a - shift] === 1 && x.shape[a] !== 1));
  return reshape(sum(x, { axis, keepDims: true }), shape);
}
