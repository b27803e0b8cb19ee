/**
 * Where the elements of a sparse matrix lie.
 *
 * @module
 */
import type { CompressedRows } from "@chainrule/kernels";
import { transposeRows } from "@chainrule/kernels";
import type { NoDerivative } from "../core/op.ts";
import { checkShape } from "../core/shape.ts";
import type { Shape } from "../core/shape.ts";
import { fromValues } from "../core/tensor.ts";
import type { Tensor } from "../core/tensor.ts";

/** What the sparse operations read of a pattern, in their order of inputs: rows, then the transpose and the way to it. */
export type PatternInputs = readonly [
  indptr: Tensor,
  indices: Tensor,
  indptrT: Tensor,
  indicesT: Tensor,
  permutation: Tensor,
];

/** Why the inputs of a pattern have no derivative. */
export const patternIsConstant: NoDerivative = { none: "indices are integers" };

/**
 * Where the stored elements of a sparse matrix lie: by row (CSR), and by column for the transpose. Matrices that differ in their
 * values only share one pattern. 稀疏结构
 *
 * @example The pattern of [[0, 5], [6, 7]]
 * ```ts
 * import { SparsePattern } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const pattern = new SparsePattern([2, 2], {
 *   indptr: Int32Array.of(0, 1, 3),
 *   indices: Int32Array.of(1, 0, 1),
 * });
 * assertEquals(pattern.rowIndices.toArray(), [0, 1, 1]);
 * assertEquals(pattern.indicesT.toArray(), [1, 0, 1]);
 * ```
 */
export class SparsePattern {
  /** The numbers of rows and columns. */
  readonly shape: readonly [rows: number, columns: number];
  /** The number of stored elements. */
  readonly size: number;
  /** Where each row starts among the stored elements, and where the last one ends; int32 `[rows + 1]`. */
  readonly indptr: Tensor;
  /** The column of each stored element; int32 `[size]`. */
  readonly indices: Tensor;
  /** The row of each stored element; int32 `[size]`. */
  readonly rowIndices: Tensor;
  /** Where each column starts among the elements stored by column; int32 `[columns + 1]`. */
  readonly indptrT: Tensor;
  /** The row of each element stored by column; int32 `[size]`. */
  readonly indicesT: Tensor;
  /** For each element stored by column, its position by row; int32 `[size]`. */
  readonly permutation: Tensor;
  #transposed: SparsePattern | null = null;

  /**
   * Checks the rows, and lists the elements by column.
   *
   * @param shape The numbers of rows and columns
   * @param compressed Where rows start, and the column of each stored element; columns rise within a row. Both arrays become
   * the pattern's own
   * @throws {RangeError} When row starts fall or do not span the elements, or columns are out of range or do not rise
   */
  constructor(shape: Shape, compressed: CompressedRows) {
    checkShape("make", shape);
    const [rows, columns] = shape as readonly [number, number];
    checkRows(rows, columns, compressed);
    const transposed = transposeRows(compressed, columns);
    const { permutation } = transposed;
    const rowIndices = new Int32Array(permutation.length);
    permutation.forEach((at, k) => rowIndices[at] = transposed.indices[k]!);
    this.shape = [rows, columns];
    this.size = compressed.indices.length;
    this.indptr = vector(compressed.indptr);
    this.indices = vector(compressed.indices);
    this.rowIndices = vector(rowIndices);
    this.indptrT = vector(transposed.indptr);
    this.indicesT = vector(transposed.indices);
    this.permutation = vector(permutation);
  }

  /** The pattern of the transpose, built once. */
  get transposed(): SparsePattern {
    if (this.#transposed === null) {
      this.#transposed = new SparsePattern([this.shape[1], this.shape[0]], {
        indptr: this.indptrT.data as Int32Array,
        indices: this.indicesT.data as Int32Array,
      });
      this.#transposed.#transposed = this;
    }
    return this.#transposed;
  }

  /** What the sparse operations read, in their order of inputs. */
  get inputs(): PatternInputs {
    return [
      this.indptr,
      this.indices,
      this.indptrT,
      this.indicesT,
      this.permutation,
    ];
  }
}

function vector(values: Int32Array): Tensor {
  return fromValues(values, [values.length], "int32");
}

function checkRows(
  rows: number,
  columns: number,
  { indptr, indices }: CompressedRows,
): void {
  if (
    indptr.length !== rows + 1 || indptr[0] !== 0 ||
    indptr[rows] !== indices.length
  ) {
    throw new RangeError(
      `Cannot make a sparse pattern as indptr must have ${
        rows + 1
      } entries from 0 to ${indices.length}: current indptr has ${indptr.length} from ${indptr[0]} to ${indptr.at(-1)}`,
    );
  }
  for (let row = 0; row < rows; row++) {
    const start = indptr[row]!;
    const end = indptr[row + 1]!;
    if (end < start) {
      throw new RangeError(
        `Cannot make a sparse pattern as indptr must not fall: current entries ${row} and ${
          row + 1
        } are ${start} and ${end}`,
      );
    }
    checkColumns(row, columns, indices.subarray(start, end));
  }
}

function checkColumns(row: number, columns: number, found: Int32Array): void {
  let previous = -1;
  for (const column of found) {
    if (column < 0 || column >= columns) {
      throw new RangeError(
        `Cannot make a sparse pattern as columns must be in [0, ${columns}): current column in row ${row} is ${column}`,
      );
    }
    if (column <= previous) {
      throw new RangeError(
        `Cannot make a sparse pattern as columns must rise within a row: current columns in row ${row} are ${previous} and ${column}`,
      );
    }
    previous = column;
  }
}
