/**
 * Cutting along an axis.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { checkShape, formatShape, normalizeAxis } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { slice } from "./slice.ts";

/**
 * Cuts a tensor into parts along an axis: undoes `concat`. Copies nothing. 拆分
 *
 * @param x At least one axis
 * @param parts The number of equal parts, or the length of each part
 * @param axis The axis to cut along; a negative one counts from the back. @default 0
 * @returns Views of `x`, in order
 * @throws {ShapeError} When the axis cannot be cut like that
 * @throws {RangeError} When there is no such axis, or a length is not a whole number from 0
 *
 * @example Features and labels
 * ```ts
 * import { split, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const [x, y] = split(tensor([[1, 2, 0], [3, 4, 1]]), [2, 1], 1);
 * assertEquals(x!.toArray(), [[1, 2], [3, 4]]);
 * assertEquals(y!.toArray(), [[0], [1]]);
 * ```
 */
export function split(
  x: TensorLike,
  parts: number | readonly number[],
  axis = 0,
): Tensor[] {
  const shape = shapeOf(x);
  const along = normalizeAxis("split", axis, shape.length);
  const lengths = typeof parts === "number" ? equalParts(shape, parts, along) : parts;
  checkShape("split into", lengths);
  if (total(lengths) !== shape[along]) {
    throw new ShapeError(
      "split",
      [shape],
      `Cannot split x along axis ${along} into lengths ${
        formatShape(lengths)
      } as they must add up to the length of the axis`,
    );
  }
  return scope("split", () =>
    lengths.map((length, part) => {
      const from = total(lengths.slice(0, part));
      const start = shape.map(() => 0).with(along, from);
      return slice(x, start, shape.with(along, from + length));
    }));
}

function equalParts(
  shape: readonly number[],
  parts: number,
  axis: number,
): number[] {
  const length = shape[axis]! / parts;
  if (!Number.isInteger(length) || !(parts > 0)) {
    throw new ShapeError(
      "split",
      [shape],
      `Cannot split x along axis ${axis} into ${parts} equal parts as the length of the axis must be a multiple of that`,
      "give the length of each part",
    );
  }
  return new Array<number>(parts).fill(length);
}

function total(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0);
}
