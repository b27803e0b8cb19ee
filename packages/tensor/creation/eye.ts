/**
 * Identity matrices.
 *
 * @module
 */
import type { DType } from "../core/dtype.ts";
import { allocate } from "../core/dtype.ts";
import { checkShape } from "../core/shape.ts";
import type { Tensor } from "../core/tensor.ts";
import { fromValues } from "../core/tensor.ts";

/**
 * An identity matrix: ones on the main diagonal, zeros elsewhere. 单位矩阵
 *
 * @param rows The number of rows
 * @param columns The number of columns. @default as many as rows
 * @param dtype The dtype. @default "float32"
 * @returns Shape `[rows, columns]`
 * @throws {RangeError} When a number is not a whole number from 0
 *
 * @example Two by two
 * ```ts
 * import { eye } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(eye(2).toArray(), [[1, 0], [0, 1]]);
 * ```
 */
export function eye(
  rows: number,
  columns: number = rows,
  dtype: DType = "float32",
): Tensor {
  checkShape("make", [rows, columns]);
  const values = allocate(dtype, rows * columns);
  for (let n = 0; n < Math.min(rows, columns); n++) values[n * columns + n] = 1;
  return fromValues(values, [rows, columns], dtype);
}
