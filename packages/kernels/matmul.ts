/**
 * The matrix product.
 *
 * @module
 */
import { directProduct } from "./matmul/direct_product.ts";
import { scalarProduct } from "./matmul/scalar_product.ts";
import type { SingleMatrix } from "./matmul/vector_product.ts";
import { vectorProduct } from "./matmul/vector_product.ts";
import { vectorLevel } from "./wasm/mod.ts";

/** A typed array of real numbers. */
export type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;

/** A matrix inside an array; a transposed one has its strides swapped. */
export interface MatrixView {
  /** The array. */
  readonly values: Numbers;
  /** Where the first element is. */
  readonly offset: number;
  /** From one row to the next. */
  readonly rowStride: number;
  /** From one column to the next. */
  readonly columnStride: number;
}

/** The sizes of a product of a `rows x inner` by an `inner x columns` matrix. */
export interface ProductSize {
  /** Rows of the left matrix. */
  readonly rows: number;
  /** Columns of the left matrix and rows of the right one. */
  readonly inner: number;
  /** Columns of the right matrix. */
  readonly columns: number;
}

/** Products with fewer multiplications than this are not worth packing. */
const worthPacking = 1024;

/**
 * Writes `a · b` to `out`, row-major from `outOffset` on. 矩阵乘法
 *
 * Products of float32 with 1024 multiplications or more run in WebAssembly, where there is one, and keep their sums in float32; all
 * others run in TypeScript with sums in float64. Each element is within `inner · 2⁻²⁴ Σ |a| |b|` of its definition, and the same bits
 * come from the same operands, whatever their layout, every time.
 *
 * @param a The left matrix
 * @param b The right matrix
 * @param out Receives the product
 * @param outOffset Where in `out`
 * @param size The sizes
 */
export function matmul(
  a: MatrixView,
  b: MatrixView,
  out: Numbers,
  outOffset: number,
  size: ProductSize,
): void {
  if (size.rows * size.inner * size.columns < worthPacking) {
    directProduct(a, b, out, outOffset, size);
    return;
  }
  const level = vectorLevel();
  const done = level !== "none" && isFloat32(a) && isFloat32(b) && out instanceof Float32Array &&
    vectorProduct(level, a, b, out, outOffset, size);
  if (!done) scalarProduct(a, b, out, outOffset, size);
}

function isFloat32(matrix: MatrixView): matrix is SingleMatrix {
  return matrix.values instanceof Float32Array;
}
