/**
 * The matrix product of small matrices, straight from its definition.
 *
 * @module
 */
import type { MatrixView, Numbers, ProductSize } from "../matmul.ts";

/** Writes `a · b` to `out`. Sums are kept in float64 and go along the inner axis, so the bits are those of the packed loops. */
export function directProduct(
  a: MatrixView,
  b: MatrixView,
  out: Numbers,
  outOffset: number,
  { rows, inner, columns }: ProductSize,
): void {
  for (let i = 0, to = outOffset; i < rows; i++) {
    for (let j = 0; j < columns; j++, to++) {
      let left = a.offset + i * a.rowStride;
      let right = b.offset + j * b.columnStride;
      let sum = 0;
      for (let n = 0; n < inner; n++, left += a.columnStride, right += b.rowStride) {
        sum += a.values[left]! * b.values[right]!;
      }
      out[to] = sum;
    }
  }
}
