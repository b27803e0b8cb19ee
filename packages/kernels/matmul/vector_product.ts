/**
 * The matrix product of float32 arrays by way of the scratch memory.
 *
 * @module
 */
import type { MatrixView, ProductSize } from "../matmul.ts";
import { compileKernel } from "../engine/compile_kernel.ts";
import type { Address, Kernel, KernelFunction } from "../engine/kernel.ts";
import { scratch } from "../scratch.ts";
import { productCall, productScratchBytes } from "./product_kernels.ts";
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

/** The functions of kernels in scratch memories, found faster than their modules are. */
const functions: Readonly<Record<ProductLevel, WeakMap<WebAssembly.Memory, Map<Kernel, KernelFunction>>>> = {
  relaxed: new WeakMap(),
  simd: new WeakMap(),
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
  const largest = { rows: Math.min(rows, chunk), inner: Math.min(inner, chunk), columns: Math.min(columns, chunk) };
  const aStart = Math.ceil(productScratchBytes(largest) / 4);
  const bStart = aStart + Math.min(rows, chunk) * Math.min(inner, chunk);
  const cStart = bStart + Math.min(inner, chunk) * Math.min(columns, chunk);
  const end = cStart + Math.min(rows, chunk) * Math.min(columns, chunk);
  const room = scratch(4 * end);
  if (room === undefined) return false;
  for (let row = 0; row < rows; row += chunk) {
    const height = Math.min(chunk, rows - row);
    for (let column = 0; column < columns; column += chunk) {
      const width = Math.min(chunk, columns - column);
      for (let first = 0; first < inner; first += chunk) {
        const depth = Math.min(chunk, inner - first);
        const left = copyIn(a, row, first, height, depth, room.floats, aStart);
        const right = copyIn(b, first, column, depth, width, room.floats, bStart);
        const { kernel, units, arguments: values } = productCall({
          a: { dtype: "float32", address: element(aStart), ...left, batchStride: 0 },
          b: { dtype: "float32", address: element(bStart), ...right, batchStride: 0 },
          c: { dtype: "float32", address: element(cStart), rowStride: width, columnStride: 1, batchStride: 0 },
          rows: height,
          inner: depth,
          columns: width,
          batch: 1,
          adds: first > 0,
        });
        // The scratch memory of the kernel is at the start of ours, so that all addresses are bytes from there.
        const resolved = values.map((x) => typeof x === "number" ? x : x.bytes);
        functionOf(kernel, room.memory, level)(0, units, ...resolved);
      }
      copyOut(room.floats, cStart, height, width, out, outOffset + row * columns + column, columns);
    }
  }
  return true;
}

function functionOf(kernel: Kernel, memory: WebAssembly.Memory, level: ProductLevel): KernelFunction {
  let known = functions[level].get(memory);
  if (known === undefined) functions[level].set(memory, known = new Map());
  let run = known.get(kernel);
  if (run === undefined) known.set(kernel, run = compileKernel(kernel, memory, level));
  return run;
}

function element(index: number): Address {
  return { region: "fixed", bytes: 4 * index };
}

/** Copies part of a matrix so that it has no gaps; gives its strides. */
function copyIn(
  { values, offset, rowStride, columnStride }: SingleMatrix,
  firstRow: number,
  firstColumn: number,
  rows: number,
  columns: number,
  to: Float32Array,
  at: number,
): Pick<MatrixView, "rowStride" | "columnStride"> {
  const from = offset + firstRow * rowStride + firstColumn * columnStride;
  if (rowStride === 1 && columnStride !== 1) {
    copyLines(values, from, columnStride, 1, columns, rows, to, at);
    return { rowStride: 1, columnStride: rows };
  }
  copyLines(values, from, rowStride, columnStride, rows, columns, to, at);
  return { rowStride: columns, columnStride: 1 };
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
