/**
 * Windows that go over images: their options, and the sizes that come of them.
 *
 * @module
 */
import { ShapeError } from "../../core/errors.ts";
import { formatShape } from "../../core/shape.ts";
import type { Shape } from "../../core/shape.ts";

/** A number for rows and one for columns. */
export type Pair = readonly [rows: number, columns: number];

/** How many zeros come before and after rows and columns. */
export type Border = readonly [top: number, bottom: number, left: number, right: number];

/** What can be said about a border: one number for all sides, four, or a rule. */
export type Padding = number | Border | "same" | "valid";

/** How a window goes over an image. */
export interface WindowOptions {
  /** How far windows are apart, in rows and columns. @default 1 */
  readonly stride?: number | Pair;
  /**
   * What comes around an image: a number for all sides, `[top, bottom, left, right]`, `"valid"` for nothing, or `"same"` for so much that
   * there is a window for every `stride`-th pixel; what cannot be shared out evenly comes after. @default 0
   */
  readonly padding?: Padding;
  /** How far elements of a window are apart, in rows and columns. @default 1 */
  readonly dilation?: number | Pair;
}

/** How a window goes over an image, with nothing left open. */
export interface Windows {
  /** How far windows are apart. */
  readonly stride: Pair;
  /** What comes around an image. */
  readonly padding: Border;
  /** How far elements of a window are apart. */
  readonly dilation: Pair;
}

/** The options with nothing left open, for windows of one size over images of another. */
export function windowsOf(
  op: string,
  image: Pair,
  size: Pair,
  { stride = 1, padding = 0, dilation = 1 }: WindowOptions,
): Windows {
  const steps = pairOf(op, "stride", stride, 1);
  const spacing = pairOf(op, "dilation", dilation, 1);
  return { stride: steps, padding: borderOf(op, image, size, steps, padding, spacing), dilation: spacing };
}

/** A number for both, or one for each; both whole and at least `least`. */
export function pairOf(op: string, name: string, value: number | Pair, least: number): Pair {
  const pair: Pair = typeof value === "number" ? [value, value] : value;
  checkWhole(op, name, pair, 2, least);
  return [pair[0], pair[1]];
}

/** How many windows an image has, in rows and columns. */
export function windowCount(
  op: string,
  shapes: readonly Shape[],
  image: Pair,
  size: Pair,
  { stride, padding, dilation }: Windows,
): Pair {
  const along = (axis: 0 | 1): number => {
    const length = image[axis] + padding[2 * axis]! + padding[2 * axis + 1]!;
    const extent = dilation[axis] * (size[axis] - 1) + 1;
    if (size[axis] < 1 || extent > length) {
      throw new ShapeError(
        op,
        shapes,
        `Cannot ${op} x as a window of ${extent} ${
          axis === 0 ? "rows" : "columns"
        } must fit into the padded image of ${length}`,
      );
    }
    return Math.floor((length - extent) / stride[axis]) + 1;
  };
  return [along(0), along(1)];
}

/** Throws unless `x` is a batch of images. */
export function checkImages(op: string, shapes: readonly Shape[], x: Shape, name = "x"): void {
  if (x.length === 4) return;
  throw new ShapeError(op, shapes, `Cannot ${op} ${name} as it must have four axes: samples, channels, rows, columns`);
}

/** Rows and columns of a batch of images or of weights. */
export function planeOf(shape: Shape): Pair {
  return [shape[2]!, shape[3]!];
}

function borderOf(op: string, image: Pair, size: Pair, stride: Pair, padding: Padding, dilation: Pair): Border {
  if (padding === "valid") return [0, 0, 0, 0];
  if (padding === "same") {
    const along = (axis: 0 | 1): [number, number] => {
      const extent = dilation[axis] * (size[axis] - 1) + 1;
      const windows = Math.ceil(image[axis] / stride[axis]);
      const total = Math.max(0, (windows - 1) * stride[axis] + extent - image[axis]);
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    };
    return [...along(0), ...along(1)];
  }
  const border = typeof padding === "number" ? [padding, padding, padding, padding] : padding;
  checkWhole(op, "padding", border, 4, 0);
  return border as Border;
}

function checkWhole(op: string, name: string, values: readonly number[], count: number, least: number): void {
  if (Array.isArray(values) && values.length === count && values.every((x) => Number.isInteger(x) && x >= least)) {
    return;
  }
  const wanted = count === 2 ? "one whole number or two" : `one whole number or ${count}`;
  const found = Array.isArray(values) ? formatShape(values) : String(values);
  throw new RangeError(`Cannot ${op} x as ${name} must be ${wanted}, each from ${least}: current ${name} is ${found}`);
}

/** The pixels that a window meets along one axis: its first element that lies inside, how many do, and the place of the first. */
export interface Inside {
  /** Which element of the window. */
  readonly first: number;
  /** How many lie inside. */
  readonly count: number;
  /** Where the first is in the image. */
  readonly place: number;
}

/** For each window along an axis, what of it lies inside the image. */
export function insideOf(
  axis: 0 | 1,
  image: Pair,
  size: Pair,
  count: Pair,
  { stride, padding, dilation }: Windows,
): Inside[] {
  return Array.from({ length: count[axis] }, (_, window) => {
    const start = window * stride[axis] - padding[2 * axis]!;
    const first = Math.max(0, Math.ceil(-start / dilation[axis]));
    const last = Math.min(size[axis] - 1, Math.floor((image[axis] - 1 - start) / dilation[axis]));
    return { first, count: Math.max(0, last - first + 1), place: start + first * dilation[axis] };
  });
}
