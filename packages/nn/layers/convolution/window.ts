/**
 * The windows of layers: checking what was asked for, and that they fit.
 *
 * @module
 */
import type { Padding, Pair, Shape } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";

/** How a window goes over images, as it was asked for. */
export interface Window {
  /** Rows and columns of a window. */
  readonly size: Pair;
  /** How far windows are apart. */
  readonly stride: Pair;
  /** What comes around an image. */
  readonly padding: Padding;
  /** How far elements of a window are apart. */
  readonly dilation: Pair;
}

/** One number for rows and columns, or one for each; each whole and at least `least`. */
export function checkedPair(layer: string, what: string, value: number | Pair, least: number): Pair {
  const pair = typeof value === "number" ? [value, value] : value;
  checkNumbers(layer, what, pair, 2, least);
  return [pair[0]!, pair[1]!];
}

/** Throws unless a padding is one whole number, or one for each of `sides`. */
export function checkBorder(layer: string, padding: number | readonly number[], sides: number): void {
  const border = typeof padding === "number" ? Array<number>(sides).fill(padding) : padding;
  checkNumbers(layer, "padding", border, sides, 0);
}

/** Throws unless a padding is a rule, or a border. */
export function checkPadding(
  layer: string,
  padding: number | readonly number[] | "same" | "valid",
  sides: number,
): void {
  if (padding !== "same" && padding !== "valid") checkBorder(layer, padding, sides);
}

function checkNumbers(layer: string, what: string, values: unknown, count: number, least: number): void {
  const list = Array.isArray(values) ? values as readonly unknown[] : null;
  const fits = list?.length === count && list.every((value) => Number.isInteger(value) && (value as number) >= least);
  if (fits) return;
  const wanted = count === 2 ? "one whole number or two" : `one whole number or ${count}`;
  const found = list === null ? String(values) : `[${list.join(", ")}]`;
  throw new RangeError(
    `Cannot make ${layer} as ${what} must be ${wanted}, each from ${least}: current ${what} is ${found}`,
  );
}

/** Throws unless a window fits into an image of shape `[N, C, H, W]` with its padding. */
export function checkWindow(layer: string, shape: Shape, { size, padding, dilation }: Window): void {
  if (padding === "same") return;
  for (const axis of [0, 1] as const) {
    const extent = dilation[axis] * (size[axis] - 1) + 1;
    const length = shape[2 + axis]! + paddingAlong(axis, padding);
    if (extent <= length) continue;
    throw new ShapeError(
      layer,
      [shape],
      `Cannot apply ${layer} as its window of ${extent} ${
        axis === 0 ? "rows" : "columns"
      } must fit into the padded image of ${length}`,
    );
  }
}

function paddingAlong(axis: 0 | 1, padding: Exclude<Padding, "same">): number {
  if (padding === "valid") return 0;
  return typeof padding === "number" ? 2 * padding : padding[2 * axis]! + padding[2 * axis + 1]!;
}
