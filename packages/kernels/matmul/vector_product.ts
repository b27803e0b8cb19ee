/**
 * The matrix product of float32 arrays by way of the scratch memory.
 *
 * @module
 */
import type { MatrixView, ProductSize } from "../matmul.ts";
import { scratch } from "../scratch.ts";
import { KernelModule } from "../wasm/mod.ts";
import type { ProductExports } from "./product_module.ts";
import { productModule, productWorkspaceSize } from "./product_module.ts";
import type { ProductLevel } from "./tile.ts";

/** A matrix inside a float32 array. */
export interface SingleMatrix extends MatrixView {
  /** The array. */
  readonly values: Float32Array;
}

/** The most rows, columns or inner elements that are copied at once: three matrices of this side and the workspace fit the scratch. */
export const chunk = 2048;

/** Lines shorter than this are faster copied element by element than by `set`. */
const shortLine = 32;

const modules: Readonly<Record<ProductLevel, KernelModule<ProductExports>>> = {
  relaxed: new KernelModule(() => productModule("relaxed")),
  simd: new KernelModule(() => productModule("simd")),
};

/**
 * Writes `a · b` to `out`, row-major from `outOffset` on.
 *
 * @returns Whether there was room; if not, nothing has been written
 */
export function vectorProduct(
  level: ProductLevel,
  a: SingleMatrix,
  b: SingleMatrix,
  out: Float32Array,
  outOffset: number,
  { rows, inner, columns }: ProductSize,
): boolean {
  // Addresses in elements.
  const aStart = productWorkspaceSize / 4;
  const bStart = aStart + Math.min(rows, chunk) * Math.min(inner, chunk);
  const cStart = bStart + Math.min(inner, chunk) * Math.min(columns, chunk);
  const end = cStart + Math.min(rows, chunk) * Math.min(columns, chunk);
  const room = scratch(4 * end);
  if (room === undefined) return false;
  const { multiply } = modules[level].in(room.memory);
  for (let row = 0; row < rows; row += chunk) {
    const height = Math.min(chunk, rows - row);
    for (let column = 0; column < columns; column += chunk) {
      const width = Math.min(chunk, columns - column);
      for (let first = 0; first < inner; first += chunk) {
        const depth = Math.min(chunk, inner - first);
        const left = copyIn(a, row, first, height, depth, room.floats, aStart);
        const right = copyIn(b, first, column, depth, width, room.floats, bStart);
        multiply(
          4 * aStart,
          left.row,
          left.column,
          4 * bStart,
          right.row,
          right.column,
          4 * cStart,
          4 * width,
          height,
          depth,
          width,
          first === 0 ? 0 : 1,
          0,
        );
      }
      copyOut(room.floats, cStart, height, width, out, outOffset + row * columns + column, columns);
    }
  }
  return true;
}

/** Copies part of a matrix so that it has no gaps; gives its strides in bytes. */
function copyIn(
  { values, offset, rowStride, columnStride }: SingleMatrix,
  firstRow: number,
  firstColumn: number,
  rows: number,
  columns: number,
  to: Float32Array,
  at: number,
): { row: number; column: number } {
  const from = offset + firstRow * rowStride + firstColumn * columnStride;
  if (rowStride === 1 && columnStride !== 1) {
    copyLines(values, from, columnStride, 1, columns, rows, to, at);
    return { row: 4, column: 4 * rows };
  }
  copyLines(values, from, rowStride, columnStride, rows, columns, to, at);
  return { row: 4 * columns, column: 4 };
}

/** Copies lines of elements so that they follow one another. */
function copyLines(
  values: Float32Array,
  from: number,
  lineStride: number,
  stride: number,
  lines: number,
  length: number,
  to: Float32Array,
  at: number,
): void {
  if (stride === 1 && (lineStride === length || lines === 1)) {
    to.set(values.subarray(from, from + lines * length), at);
  } else if (stride === 1 && length >= shortLine) {
    for (let line = 0; line < lines; line++, from += lineStride, at += length) {
      to.set(values.subarray(from, from + length), at);
    }
  } else {
    for (let line = 0; line < lines; line++, from += lineStride) {
      for (let i = 0; i < length; i++) to[at++] = values[from + i * stride]!;
    }
  }
}

/** Copies rows without gaps to rows `stride` apart. */
function copyOut(
  values: Float32Array,
  from: number,
  rows: number,
  columns: number,
  to: Float32Array,
  at: number,
  stride: number,
): void {
  if (columns === stride) {
    to.set(values.subarray(from, from + rows * columns), at);
    return;
  }
  for (let row = 0; row < rows; row++, from += columns, at += stride) {
    to.set(values.subarray(from, from + columns), at);
  }
}
