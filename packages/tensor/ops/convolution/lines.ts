/**
 * Images as matrices: a line for each element of a window, a column for each window.
 *
 * @module
 */
import type { Values } from "../../core/dtype.ts";
import type { Pair, Windows } from "./window.ts";

/** Which planes a matrix is made of, and where its windows are. */
export interface Planes {
  /** How many planes. */
  readonly channels: number;
  /** Rows and columns of a plane. */
  readonly image: Pair;
  /** The size of a window. */
  readonly size: Pair;
  /** How many windows there are. */
  readonly count: Pair;
  /** How they go over a plane. */
  readonly windows: Windows;
}

/** Copies every window of some planes into the columns of a matrix; elements outside are 0. */
export function linesOf(planes: Planes, from: Values, offset: number, lines: Values): void {
  lines.fill(0);
  forEachRun(planes, (line, plane, count, step) => {
    for (let i = 0; i < count; i++) lines[line + i] = from[offset + plane + i * step]!;
  });
}

/** The transpose of {@linkcode linesOf}: adds every element of the matrix up where it came from. */
export function addLines(planes: Planes, lines: Values, to: Float64Array): void {
  forEachRun(planes, (line, plane, count, step) => {
    for (let i = 0; i < count; i++) to[plane + i * step]! += lines[line + i]!;
  });
}

/** Calls `visit` for each row of windows and each element of a window, with those that lie inside the image. */
function forEachRun(
  { channels, image: [height, width], size, count: [rows, columns], windows: { stride, padding, dilation } }: Planes,
  visit: (line: number, plane: number, count: number, step: number) => void,
): void {
  let line = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let k = 0; k < size[0]; k++) {
      for (let l = 0; l < size[1]; l++, line += rows * columns) {
        const shift = l * dilation[1] - padding[2];
        const first = Math.max(0, Math.ceil(-shift / stride[1]));
        const end = Math.min(columns, Math.floor((width - 1 - shift) / stride[1]) + 1);
        if (end <= first) continue;
        for (let i = 0; i < rows; i++) {
          const row = i * stride[0] + k * dilation[0] - padding[0];
          if (row < 0 || row >= height) continue;
          const start = (channel * height + row) * width + first * stride[1] + shift;
          visit(line + i * columns + first, start, end - first, stride[1]);
        }
      }
    }
  }
}
