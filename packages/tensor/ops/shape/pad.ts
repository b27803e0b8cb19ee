/**
 * Adding a border.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { apply } from "../../core/apply.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Shape } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { ones } from "../../creation/full.ts";
import { where } from "../comparison/where.ts";
import { placeOp } from "./slice.ts";

/** How many elements come before and after those of an axis. */
export type PadWidths = readonly [before: number, after: number];

/**
 * Puts a border of one value around a tensor. 填充
 *
 * @param x Any shape
 * @param widths For each axis, how many elements come before and after
 * @param value The value of the border. @default 0
 * @returns The padded tensor
 * @throws {RangeError} When there is not one pair of whole numbers from 0 for each axis
 *
 * @example One column on the right
 * ```ts
 * import { pad, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pad(tensor([[1, 2], [3, 4]]), [[0, 0], [0, 1]]).toArray(), [[1, 2, 0], [3, 4, 0]]);
 * ```
 */
export function pad(
  x: TensorLike,
  widths: readonly PadWidths[],
  value = 0,
): Tensor {
  const shape = shapeOf(x);
  checkWidths(widths, shape);
  const box = {
    start: widths.map(([before]) => before),
    lengths: shape,
    steps: shape.map(() => 1),
    shape: shape.map((length, axis) => widths[axis]![0] + length + widths[axis]![1]),
  };
  return scope("pad", () => {
    const padded = apply(placeOp, [x], box);
    if (value === 0) return padded;
    const inside = apply(placeOp, [ones(shape, "bool")], box);
    return where(inside, padded, value);
  });
}

function checkWidths(widths: readonly PadWidths[], shape: Shape): void {
  if (widths.length !== shape.length) {
    throw new RangeError(
      `Cannot pad x as there must be one pair of widths for each of its ${shape.length} axes: current number of pairs is ${widths.length}`,
    );
  }
  widths.forEach((pair, axis) => {
    for (const width of pair) {
      if (Number.isInteger(width) && width >= 0) continue;
      throw new RangeError(
        `Cannot pad x along axis ${axis} as widths must be whole numbers from 0: current width is ${width}`,
      );
    }
  });
}
