/**
 * Loops over compressed sparse rows: row `i` of a matrix stores the elements `indptr[i]` to `indptr[i + 1]`, each with its
 * column in `indices`. Large products of float32 run in WebAssembly, with the same bits.
 *
 * @module
 */
import type { Numbers } from "./matmul.ts";
import { multiplyRowsInScratch, sampleProductInScratch } from "./sparse/in_scratch.ts";
import { vectorLevel } from "./wasm/mod.ts";
import type { VectorLevel } from "./wasm/mod.ts";

/** Products of float32 with so many multiplications take less time in WebAssembly, copies and compiling included. */
const worthCopying = 16384;

/** Where the stored elements of a sparse matrix lie. */
export interface CompressedRows {
  /** Where each row starts, and where the last one ends. */
  readonly indptr: Int32Array;
  /** The column of each stored element. */
  readonly indices: Int32Array;
}

/** The transpose of a pattern, with the way back to the original. */
export interface CompressedColumns extends CompressedRows {
  /** For each stored element of the transpose, its position in the original. */
  readonly permutation: Int32Array;
}

/**
 * The transpose of a pattern, by counting. Elements of one column keep the order of their rows. 转置
 *
 * @param pattern The pattern
 * @param columns The number of columns
 * @returns The pattern of the transpose
 */
export function transposeRows(
  { indptr, indices }: CompressedRows,
  columns: number,
): CompressedColumns {
  const starts = new Int32Array(columns + 1);
  for (const column of indices) starts[column + 1]!++;
  for (let column = 0; column < columns; column++) {
    starts[column + 1]! += starts[column]!;
  }
  const next = starts.slice();
  const rows = new Int32Array(indices.length);
  const permutation = new Int32Array(indices.length);
  for (let row = 0; row < indptr.length - 1; row++) {
    for (let k = indptr[row]!; k < indptr[row + 1]!; k++) {
      const to = next[indices[k]!]!++;
      rows[to] = row;
      permutation[to] = k;
    }
  }
  return { indptr: starts, indices: rows, permutation };
}

/**
 * Writes the product of a sparse with a dense matrix to `out`. Each sum goes along a row in stored order and is kept in
 * float64. 稀疏矩阵乘法
 *
 * @param pattern Where the elements lie
 * @param values The elements
 * @param dense A row-major matrix with a row for each column of the sparse one
 * @param width The number of columns of `dense`
 * @param out Receives the product, row-major
 */
export function multiplyRows(
  pattern: CompressedRows,
  values: Numbers,
  dense: Numbers,
  width: number,
  out: Numbers,
): void {
  const { indptr, indices } = pattern;
  const level = levelFor(pattern, values.length + dense.length + out.length, width);
  const done = level !== "none" && isSingle(values) && isSingle(dense) && isSingle(out) &&
    multiplyRowsInScratch(level, pattern, values, dense, width, out);
  if (done) return;
  const totals = new Float64Array(width);
  for (let row = 0, to = 0; row < indptr.length - 1; row++, to += width) {
    totals.fill(0);
    for (let k = indptr[row]!; k < indptr[row + 1]!; k++) {
      const value = values[k]!;
      let from = indices[k]! * width;
      for (let d = 0; d < width; d++, from++) {
        totals[d]! += value * dense[from]!;
      }
    }
    for (let d = 0; d < width; d++) out[to + d] = totals[d]!;
  }
}

/**
 * Writes, for each stored element, the dot product of its row in `left` and its column's row in `right` to `out`: the product
 * `left · rightᵀ` at the stored places only. 采样点积
 *
 * @param pattern Where the elements lie
 * @param left A row-major matrix with a row for each row of the pattern
 * @param right A row-major matrix with a row for each column of the pattern
 * @param width The number of columns of both
 * @param out Receives one number a stored element
 */
export function sampleProduct(
  pattern: CompressedRows,
  left: Numbers,
  right: Numbers,
  width: number,
  out: Numbers,
): void {
  const { indptr, indices } = pattern;
  const level = levelFor(pattern, left.length + right.length + out.length, width);
  const done = level !== "none" && isSingle(left) && isSingle(right) && isSingle(out) &&
    sampleProductInScratch(level, pattern, left, right, width, out);
  if (done) return;
  for (let row = 0; row < indptr.length - 1; row++) {
    const start = row * width;
    for (let k = indptr[row]!; k < indptr[row + 1]!; k++) {
      const shift = indices[k]! * width - start;
      let total = 0;
      for (let at = start; at < start + width; at++) {
        total += left[at]! * right[at + shift]!;
      }
      out[k] = total;
    }
  }
}

/** The vector instructions to use, or none if the work is small, by itself or against the copies of numbers that it takes. */
function levelFor({ indices }: CompressedRows, numbers: number, width: number): VectorLevel {
  const products = indices.length * width;
  return products >= worthCopying && 4 * products >= numbers ? vectorLevel() : "none";
}

function isSingle(numbers: Numbers): numbers is Float32Array {
  return numbers instanceof Float32Array;
}
