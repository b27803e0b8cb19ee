/**
 * Shapes, strides and broadcasting.
 *
 * @module
 */
import { ShapeError } from "./errors.ts";

/** The length of each axis, outermost first; `[]` is a scalar. 形状 */
export type Shape = readonly number[];

/** The number of elements of `shape`. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Row-major strides of `shape`, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Whether `a` and `b` have the same axes. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** `[2, 3]`, as error messages write a shape. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** Checks that every length in `shape` is a whole number of at least zero. */
export function checkShape(op: string, shape: Shape): void {
  shape.forEach((length, axis) => {
    if (!Number.isInteger(length) || length < 0) {
      throw new RangeError(
        `Cannot ${op} a tensor as every length of its shape must be a whole number from 0: current length of axis ${axis} is ${length}`,
      );
    }
  });
}

/** `axis` counted from the front; a negative one counts from the back. */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new RangeError(
      rank === 0
        ? `Cannot ${op} along axis ${axis} as a scalar has no axes: current shape is []`
        : `Cannot ${op} along an axis as it must be in [${-rank}, ${rank}): current axis is ${axis}`,
    );
  }
  return axis < 0 ? axis + rank : axis;
}

/** The distinct axes that `axis` names, in order; all of them when it is left out. */
export function normalizeAxes(
  op: string,
  axis: number | readonly number[] | undefined,
  rank: number,
): number[] {
  if (axis === undefined) return Array.from({ length: rank }, (_, i) => i);
  const axes = (typeof axis === "number" ? [axis] : axis).map((a) => normalizeAxis(op, a, rank));
  const sorted = [...new Set(axes)].sort((a, b) => a - b);
  if (sorted.length !== axes.length) {
    throw new RangeError(
      `Cannot ${op} along axes as each may be named once: current axes are ${formatShape(axes)}`,
    );
  }
  return sorted;
}

/**
 * The shape that `shapes` broadcast to, by NumPy's rule: aligned at the last axis, lengths are equal or 1.
 *
 * @throws {ShapeError} When two lengths of one axis differ and neither is 1.
 */
export function broadcastShapes(op: string, shapes: readonly Shape[]): Shape {
  const first = shapes[0]!;
  if (shapes.every((shape) => sameShape(shape, first))) return first;
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    const shift = rank - shape.length;
    for (let axis = 0; axis < shape.length; axis++) {
      const length = shape[axis]!;
      const current = result[shift + axis]!;
      if (length === current || length === 1) continue;
      if (current !== 1) {
        throw new ShapeError(
          op,
          shapes,
          `Cannot ${op} ${names(shapes.length)} as their shapes must broadcast (equal or 1, aligned at the last axis)`,
        );
      }
      result[shift + axis] = length;
    }
  }
  return result;
}

function names(count: number): string {
  return count === 2 ? "a and b" : `${count} tensors`;
}
