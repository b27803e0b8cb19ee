/**
 * The rows of a matrix, one array each.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";

/** The rows of a matrix, each a copy. */
export function rowsOf({ data, shape }: Tensor): Float64Array[] {
  const [count, length] = shape as [number, number];
  return Array.from({ length: count }, (_, row) => Float64Array.from(data.subarray(row * length, (row + 1) * length)));
}

/** The tensor of float64 and of a shape whose elements are those of the rows, one after the other. */
export function fromRows(rows: readonly Float64Array[], shape: Shape): Tensor {
  const values = new Float64Array(rows.reduce((size, row) => size + row.length, 0));
  let next = 0;
  for (const row of rows) {
    values.set(row, next);
    next += row.length;
  }
  return tensor(values, "float64", shape);
}
