/**
 * Reversing the order along axes.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { normalizeAxes } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { slice } from "./slice.ts";

/**
 * Reverses the order of the elements along axes. Copies nothing. 翻转
 *
 * @param x Any shape
 * @param axis One axis or several. @default all axes
 * @returns A view of `x`
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Columns from right to left
 * ```ts
 * import { flip, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(flip(tensor([[1, 2], [3, 4]]), 1).toArray(), [[2, 1], [4, 3]]);
 * ```
 */
export function flip(
  x: TensorLike,
  axis?: number | readonly number[],
): Tensor {
  const shape = shapeOf(x);
  const axes = normalizeAxes("flip", axis, shape.length);
  const flipped = shape.map((_, a) => axes.includes(a));
  return scope("flip", () =>
    slice(
      x,
      shape.map((length, a) => flipped[a] ? length : 0),
      [],
      flipped.map((backwards) => backwards ? -1 : 1),
    ));
}
