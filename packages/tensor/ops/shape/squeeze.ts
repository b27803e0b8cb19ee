/**
 * Removing axes of length 1.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { normalizeAxes } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { reshape } from "./reshape.ts";

/**
 * Removes axes of length 1. 去除维度
 *
 * @param x Any shape
 * @param axis One axis or several. @default all axes of length 1
 * @returns The same elements, with fewer axes
 * @throws {ShapeError} When a named axis is longer than 1
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example A column as a vector
 * ```ts
 * import { squeeze, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(squeeze(tensor([[1], [2]]), 1).toArray(), [1, 2]);
 * ```
 */
export function squeeze(
  x: TensorLike,
  axis?: number | readonly number[],
): Tensor {
  const shape = shapeOf(x);
  const axes = axis === undefined
    ? [...shape.keys()].filter((a) => shape[a] === 1)
    : normalizeAxes("squeeze", axis, shape.length);
  const long = axes.find((a) => shape[a] !== 1);
  if (long !== undefined) {
    throw new ShapeError(
      "squeeze",
      [shape],
      `Cannot squeeze x along axis ${long} as the axis must have length 1`,
    );
  }
  const kept = shape.filter((_, a) => !axes.includes(a));
  return scope("squeeze", () => reshape(x, kept));
}
