/**
 * From the row and column of each element to compressed rows.
 *
 * @module
 */
import type { DType } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import { checkShape } from "../core/shape.ts";
import { isTensor } from "../core/tensor.ts";
import type { Tensor } from "../core/tensor.ts";
import { isVariable } from "../core/variable.ts";
import type { Variable } from "../core/variable.ts";
import { ones } from "../creation/full.ts";
import { tensor } from "../creation/tensor.ts";

/** Whole numbers that name rows or columns: a list, or a vector of dtype int32. */
export type IndexList = Tensor | Int32Array | readonly number[];

/** The elements of a sparse matrix, one by one. */
export interface Coordinates {
  /** The row of each element. */
  readonly rows: IndexList;
  /** The column of each element. */
  readonly columns: IndexList;
  /** The value of each element. @default all 1 */
  readonly values?: Tensor | Variable | readonly number[];
  /** The numbers of rows and columns. */
  readonly shape: readonly [rows: number, columns: number];
  /** The dtype of values that are no tensor. @default "float32" */
  readonly dtype?: DType;
}

/** Elements sorted by row, then column, and how they got there. */
export interface Compressed {
  readonly indptr: Int32Array;
  readonly indices: Int32Array;
  /** The number of different places. */
  readonly size: number;
  /** The given elements in sorted order; elements of one place keep their order. */
  readonly order: Int32Array;
  /** For each given element, the number of its place. */
  readonly slots: Int32Array;
}

/** Checks indices, and gives them as an array. */
export function indexArray(
  what: string,
  indices: IndexList,
  bound: number,
): Int32Array {
  const given = isTensor(indices) ? dataOf(what, indices) : indices;
  for (let position = 0; position < given.length; position++) {
    const index = given[position]!;
    if (Number.isInteger(index) && index >= 0 && index < bound) continue;
    throw new RangeError(
      `Cannot make a sparse matrix as ${what} must be ${
        Number.isInteger(index) ? `in [0, ${bound})` : "whole numbers"
      }: current value at position ${position} is ${index}`,
    );
  }
  return given instanceof Int32Array ? given : Int32Array.from(given);
}

/** Checks that there is one value for each row and column, and gives the values as a tensor. */
export function valuesOfCoordinates(
  { values }: Coordinates,
  rows: Int32Array,
  columns: Int32Array,
  dtype: DType,
): Tensor | Variable {
  const count = rows.length;
  const given = values === undefined
    ? ones([count], dtype)
    : isTensor(values) || isVariable(values)
    ? values
    : tensor(values, dtype);
  if (
    columns.length !== count || given.shape.length !== 1 ||
    given.shape[0] !== count
  ) {
    throw new ShapeError(
      "SparseMatrix.fromCoo",
      [[count], [columns.length], given.shape],
      "Cannot make a sparse matrix as rows, columns and values must have one length",
    );
  }
  return given;
}

/**
 * Sorts elements by row, then column, by counting: in time proportional to their number, and always in the same order.
 *
 * @param rows The row of each element
 * @param columns The column of each element
 * @param shape The numbers of rows and columns
 */
export function compress(
  rows: Int32Array,
  columns: Int32Array,
  shape: Shape,
): Compressed {
  checkShape("make", shape);
  const identity = Int32Array.from(rows, (_, i) => i);
  const order = sortedBy(
    rows,
    sortedBy(columns, identity, shape[1]!),
    shape[0]!,
  );
  const indptr = new Int32Array(shape[0]! + 1);
  const indices = new Int32Array(rows.length);
  const slots = new Int32Array(rows.length);
  let size = 0;
  let previous = -1;
  for (const element of order) {
    const fresh = previous === -1 || rows[element] !== rows[previous] ||
      columns[element] !== columns[previous];
    if (fresh) {
      indices[size++] = columns[element]!;
      indptr[rows[element]! + 1]!++;
    }
    slots[element] = size - 1;
    previous = element;
  }
  for (let row = 0; row < shape[0]!; row++) indptr[row + 1]! += indptr[row]!;
  return { indptr, indices: indices.slice(0, size), size, order, slots };
}

/** The elements of `order` sorted by key; equal keys keep their order. */
function sortedBy(
  keys: Int32Array,
  order: Int32Array,
  bound: number,
): Int32Array {
  const next = new Int32Array(bound + 1);
  for (const key of keys) next[key + 1]!++;
  for (let key = 0; key < bound; key++) next[key + 1]! += next[key]!;
  const sorted = new Int32Array(order.length);
  for (const element of order) sorted[next[keys[element]!]!++] = element;
  return sorted;
}

function dataOf(what: string, indices: Tensor): Int32Array {
  if (indices.dtype !== "int32" || indices.rank !== 1) {
    throw new TypeError(
      `Cannot make a sparse matrix as ${what} must be a vector of dtype int32: current tensor is ${indices}`,
    );
  }
  return indices.data as Int32Array;
}
