/**
 * Matrices that store their non-zero elements only.
 *
 * @module
 */
import type { DType } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import { formatShape } from "../core/shape.ts";
import { fromValues, isTensor } from "../core/tensor.ts";
import type { Tensor } from "../core/tensor.ts";
import { isVariable } from "../core/variable.ts";
import type { Variable } from "../core/variable.ts";
import { ones } from "../creation/full.ts";
import { gather } from "../ops/indexing/gather.ts";
import { scatterAdd } from "../ops/indexing/scatter_add.ts";
import { reshape } from "../ops/shape/reshape.ts";
import type { Coordinates } from "./coordinates.ts";
import { compress, indexArray, valuesOfCoordinates } from "./coordinates.ts";
import { sparseMatmul } from "./sparse_matmul.ts";
import { SparsePattern } from "./sparse_pattern.ts";

const brand = "@chainrule/tensor/SparseMatrix";

/**
 * An immutable matrix that stores its non-zero elements only, by row (CSR). 稀疏矩阵
 *
 * The places of the elements are constants, kept both by row and by column; the values are a tensor or a variable, and gradients
 * reach them. Use `sparseMatmul` for products.
 *
 * @example A product, and its gradient with respect to the stored values
 * ```ts
 * import { SparseMatrix, sparseMatmul, tensor } from "@chainrule/tensor";
 * import { grad } from "@chainrule/autograd";
 * import { assertEquals } from "@std/assert";
 *
 * const a = SparseMatrix.fromCoo({ rows: [1, 0], columns: [0, 2], values: [3, 4], shape: [2, 3] });
 * const x = tensor([[1], [2], [5]]);
 * assertEquals(a.toDense().toArray(), [[0, 0, 4], [3, 0, 0]]);
 * assertEquals(sparseMatmul(a, x).toArray(), [[20], [3]]);
 * const gradient = grad((values) => sparseMatmul(a.withValues(values), x).sum())(a.values);
 * assertEquals(gradient.toArray(), [5, 1]);
 * ```
 */
export class SparseMatrix {
  /** Marks sparse matrices across copies of this package. @ignore */
  readonly "@chainrule/tensor/SparseMatrix" = true;
  /** Where the stored elements lie. */
  readonly pattern: SparsePattern;
  /** The numbers of rows and columns. */
  readonly shape: readonly [rows: number, columns: number];
  /** The dtype of the elements. */
  readonly dtype: DType;
  readonly #values: Tensor | Variable;

  /**
   * Puts values into a pattern.
   *
   * @param pattern Where the stored elements lie
   * @param values The stored elements in the order of the pattern, shape `[pattern.size]`
   * @throws {ShapeError} When there is not one value for each place
   */
  constructor(pattern: SparsePattern, values: Tensor | Variable) {
    if (!isTensor(values) && !isVariable(values)) {
      throw new TypeError(
        `Cannot make a sparse matrix as its values must be a tensor or a variable: current type is ${typeof values}`,
      );
    }
    if (values.shape.length !== 1 || values.shape[0] !== pattern.size) {
      throw new ShapeError(
        "SparseMatrix",
        [values.shape],
        `Cannot make a sparse matrix as its values must have shape [${pattern.size}], one for each stored place`,
      );
    }
    this.pattern = pattern;
    this.shape = pattern.shape;
    this.dtype = values.dtype;
    this.#values = values;
  }

  /**
   * A sparse matrix from the row, the column and the value of each element, in any order. Values of one place are added. 坐标格式
   *
   * @param coordinates Rows, columns, values and shape
   * @returns The matrix; gradients reach the given values
   * @throws {RangeError} When an index is outside the shape
   * @throws {ShapeError} When there are not as many rows as columns as values
   *
   * @example Two elements at one place
   * ```ts
   * import { SparseMatrix } from "@chainrule/tensor";
   * import { assertEquals } from "@std/assert";
   *
   * const a = SparseMatrix.fromCoo({ rows: [1, 0, 1], columns: [1, 0, 1], values: [2, 1, 5], shape: [2, 2] });
   * assertEquals(a.toDense().toArray(), [[1, 0], [0, 7]]);
   * assertEquals(a.size, 2);
   * ```
   */
  static fromCoo(coordinates: Coordinates): SparseMatrix {
    const { shape, dtype = "float32" } = coordinates;
    const rows = indexArray("row indices", coordinates.rows, shape[0]);
    const columns = indexArray("column indices", coordinates.columns, shape[1]);
    const values = valuesOfCoordinates(coordinates, rows, columns, dtype);
    const { order, slots, size, ...compressed } = compress(
      rows,
      columns,
      shape,
    );
    const pattern = new SparsePattern(shape, compressed);
    return new SparseMatrix(
      pattern,
      size === rows.length ? gather(values, int32(order)) : scatterAdd(values, int32(slots), size),
    );
  }

  /**
   * The non-zero elements of a dense matrix. Gradients reach these elements; which ones they are is decided once.
   *
   * @param x Shape `[rows, columns]`, with values (not inside `jit`)
   * @returns The sparse matrix
   * @throws {ShapeError} When `x` is not a matrix
   */
  static fromDense(x: Tensor): SparseMatrix {
    if (x.shape.length !== 2) {
      throw new ShapeError(
        "SparseMatrix.fromDense",
        [x.shape],
        "Cannot make a sparse matrix as x must be a matrix",
      );
    }
    const [rows, columns] = x.shape as readonly [number, number];
    const places: number[] = [];
    const indptr = new Int32Array(rows + 1);
    x.data.forEach((value, at) => {
      if (value === 0) return;
      places.push(at);
      indptr[Math.floor(at / columns) + 1]!++;
    });
    for (let row = 0; row < rows; row++) indptr[row + 1]! += indptr[row]!;
    const indices = Int32Array.from(places, (at) => at % columns);
    return new SparseMatrix(
      new SparsePattern([rows, columns], { indptr, indices }),
      gather(reshape(x, [-1]), int32(Int32Array.from(places))),
    );
  }

  /**
   * The identity matrix. 单位矩阵
   *
   * @param n The number of rows and columns
   * @param dtype The dtype
   * @returns A matrix with `n` stored ones
   */
  static identity(n: number, dtype: DType = "float32"): SparseMatrix {
    const pattern = new SparsePattern([n, n], {
      indptr: Int32Array.from({ length: n + 1 }, (_, i) => i),
      indices: Int32Array.from({ length: n }, (_, i) => i),
    });
    return new SparseMatrix(pattern, ones([n], dtype));
  }

  /** The stored elements, shape `[size]`, row after row; of a variable, what it holds now. */
  get values(): Tensor {
    return isVariable(this.#values) ? this.#values.value : this.#values;
  }

  /** The number of stored elements. */
  get size(): number {
    return this.pattern.size;
  }

  /** A matrix with the same pattern, shared, and other values. */
  withValues(values: Tensor | Variable): SparseMatrix {
    return new SparseMatrix(this.pattern, values);
  }

  /** The transpose; its pattern is built once. 转置 */
  transpose(): SparseMatrix {
    const { transposed, permutation } = this.pattern;
    return new SparseMatrix(transposed, gather(this.values, permutation));
  }

  /** The matrix with its zeros. */
  toDense(): Tensor {
    const [rows, columns] = this.shape;
    const { rowIndices, indices } = this.pattern;
    const places = rowIndices.mul(columns).add(indices);
    const flat = scatterAdd(this.values, places, rows * columns);
    return reshape(flat, [rows, columns]);
  }

  /** The sum of each row, shape `[rows]`. */
  rowSums(): Tensor {
    const [rows, columns] = this.shape;
    const unit = ones([columns, 1], this.dtype);
    return reshape(sparseMatmul(this, unit), [rows]);
  }

  /** The sum of each column, shape `[columns]`. */
  columnSums(): Tensor {
    const [rows, columns] = this.shape;
    const unit = ones([1, rows], this.dtype);
    return reshape(sparseMatmul(unit, this), [columns]);
  }

  /**
   * Multiplies each row by a number: diag(factors) · A.
   *
   * @param factors Shape `[rows]`
   * @throws {ShapeError} When there is not one factor a row
   */
  scaleRows(factors: Tensor | Variable): SparseMatrix {
    checkFactors("rows", this.shape[0], factors);
    const each = gather(factors, this.pattern.rowIndices);
    return this.withValues(this.values.mul(each));
  }

  /**
   * Multiplies each column by a number: A · diag(factors).
   *
   * @param factors Shape `[columns]`
   * @throws {ShapeError} When there is not one factor a column
   */
  scaleColumns(factors: Tensor | Variable): SparseMatrix {
    checkFactors("columns", this.shape[1], factors);
    const each = gather(factors, this.pattern.indices);
    return this.withValues(this.values.mul(each));
  }

  /** The matrix with its elements as another dtype. */
  cast(dtype: DType): SparseMatrix {
    return dtype === this.dtype ? this : this.withValues(this.values.cast(dtype));
  }

  /** A short description, such as `SparseMatrix float32 [2, 3] with 2 stored`. */
  toString(): string {
    return `SparseMatrix ${this.dtype} ${formatShape(this.shape)} with ${this.size} stored`;
  }
}

/** Whether `value` is a sparse matrix, of this or another copy of the package. */
export function isSparseMatrix(value: unknown): value is SparseMatrix {
  return typeof value === "object" && value !== null && brand in value;
}

function int32(values: Int32Array): Tensor {
  return fromValues(values, [values.length], "int32");
}

function checkFactors(
  axis: "rows" | "columns",
  count: number,
  factors: Tensor | Variable,
): void {
  if (factors.shape.length === 1 && factors.shape[0] === count) return;
  throw new ShapeError(
    "SparseMatrix.scale",
    [factors.shape],
    `Cannot scale ${axis} of a sparse matrix as factors must have shape [${count}]`,
  );
}
