/**
 * Products of a sparse with a dense matrix.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { exactSparseProductKernel, multiplyRows, sparseProductKernel } from "@chainrule/kernels";
import { apply } from "../core/apply.ts";
import { multilinear, numericResult } from "../core/define.ts";
import type { Values } from "../core/dtype.ts";
import { allocate } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import type { Site } from "../core/lowering.ts";
import type { Op, Result, TensorLike } from "../core/op.ts";
import type { Shape } from "../core/shape.ts";
import { sizeOf } from "../core/shape.ts";
import type { Tensor } from "../core/tensor.ts";
import { transpose } from "../ops/shape/transpose.ts";
import { isSingle, productBlocks, productTypes } from "./product_blocks.ts";
import { sampledDotOp } from "./sampled_dot.ts";
import type { SparseMatrix } from "./sparse_matrix.ts";
import { isSparseMatrix } from "./sparse_matrix.ts";
import type { PatternInputs } from "./sparse_pattern.ts";
import { patternIsConstant } from "./sparse_pattern.ts";

/** The stored elements, the dense matrix, and the pattern. */
export type SparseMatmulInputs = readonly [
  values: Tensor,
  dense: Tensor,
  ...pattern: PatternInputs,
];

/** The sizes of the sparse matrix, and whether its transpose is meant. */
export interface SparseMatmulAttributes {
  /** The number of rows of the pattern. */
  readonly rows: number;
  /** The number of columns of the pattern. */
  readonly columns: number;
  /** Whether to multiply with the transpose. */
  readonly transposed: boolean;
}

/** The record of {@link sparseMatmul}. The pattern is trusted: `SparsePattern` has checked it. */
export const sparseMatmulOp: Op<SparseMatmulInputs, SparseMatmulAttributes> = /* @__PURE__ */ multilinear<
  SparseMatmulInputs,
  SparseMatmulAttributes
>({
  name: "sparseMatmul",
  shape: ([, dense], attributes) => productShape(effectiveShape(attributes), dense!),
  dtype: ([values, dense]) => numericResult("sparseMatmul", [values!, dense!]),
  compute: product,
  lower: productCalls,
  transpose: [
    (g, [, dense, ...pattern], _y, { rows, columns, transposed }) =>
      apply(
        sampledDotOp,
        transposed ? [dense, g, ...pattern] : [g, dense, ...pattern],
        { rows, columns },
      ),
    (g, [values, , ...pattern], _y, attributes) =>
      apply(sparseMatmulOp, [values, g, ...pattern], {
        ...attributes,
        transposed: !attributes.transposed,
      }),
    patternIsConstant,
    patternIsConstant,
    patternIsConstant,
    patternIsConstant,
    patternIsConstant,
  ],
});

/**
 * The product of a sparse with a dense matrix, or of a dense with a sparse one. Takes time in proportion to the stored elements;
 * each sum goes along a row (or column) in order and is kept in float64, so that results are the same from run to run. 稀疏矩阵乘法
 *
 * Formula: `C[i, d] = Σⱼ A[i, j] B[j, d]`, over the stored `j` only: an element that is not stored adds nothing, even beside ∞ or NaN
 *
 * @param a Shape `[N, K]`
 * @param b Shape `[K, M]`; one of the two is sparse
 * @returns A dense matrix of shape `[N, M]`
 * @throws {ShapeError} When the inner lengths differ, or the dense operand is not a matrix
 * @throws {TypeError} When not exactly one operand is sparse
 *
 * @example Summing over neighbours
 * ```ts
 * import { SparseMatrix, sparseMatmul, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const path = SparseMatrix.fromCoo({ rows: [0, 1, 1, 2], columns: [1, 0, 2, 1], shape: [3, 3] });
 * assertEquals(sparseMatmul(path, tensor([[1], [10], [100]])).toArray(), [[10], [101], [10]]);
 * ```
 */
export function sparseMatmul(
  a: SparseMatrix,
  b: Exclude<TensorLike, number>,
): Tensor;
/** The product of a dense with a sparse matrix. */
export function sparseMatmul(
  a: Exclude<TensorLike, number>,
  b: SparseMatrix,
): Tensor;
export function sparseMatmul(
  a: SparseMatrix | Exclude<TensorLike, number>,
  b: SparseMatrix | Exclude<TensorLike, number>,
): Tensor {
  if (isSparseMatrix(a) === isSparseMatrix(b)) {
    throw new TypeError(
      `Cannot sparseMatmul a and b as exactly one must be a SparseMatrix: current operands are ${
        isSparseMatrix(a) ? "both sparse" : "both dense"
      }; ${isSparseMatrix(a) ? "turn one with toDense()" : "use matmul instead"}`,
    );
  }
  if (isSparseMatrix(a)) {
    return multiply(a, b as Exclude<TensorLike, number>, false);
  }
  productShape(a.shape, b.shape);
  return transpose(multiply(b as SparseMatrix, transpose(a), true));
}

function multiply(
  { values, pattern }: SparseMatrix,
  dense: TensorLike,
  transposed: boolean,
): Tensor {
  const [rows, columns] = pattern.shape;
  return apply(sparseMatmulOp, [values, dense, ...pattern.inputs], {
    rows,
    columns,
    transposed,
  });
}

function effectiveShape(
  { rows, columns, transposed }: SparseMatmulAttributes,
): Shape {
  return transposed ? [columns, rows] : [rows, columns];
}

function productShape(a: Shape, b: Shape): Shape {
  if (a.length !== 2 || b.length !== 2) {
    throw new ShapeError(
      "sparseMatmul",
      [a, b],
      "Cannot sparseMatmul a and b as both must be matrices",
      "reshape a vector to a matrix of one row or column",
    );
  }
  if (a[1] !== b[0]) {
    throw new ShapeError(
      "sparseMatmul",
      [a, b],
      "Cannot sparseMatmul a and b as a.shape[1] must equal b.shape[0]",
    );
  }
  return [a[0]!, b[1]!];
}

function product(
  [values, dense, indptr, indices, indptrT, indicesT, permutation]: SparseMatmulInputs,
  { transposed }: SparseMatmulAttributes,
  { shape, dtype }: Result,
): Values {
  const out = allocate(dtype, sizeOf(shape));
  multiplyRows(
    {
      indptr: (transposed ? indptrT : indptr).data as Int32Array,
      indices: (transposed ? indicesT : indices).data as Int32Array,
    },
    transposed ? reordered(values, permutation) : values.data,
    dense.data,
    shape[1]!,
    out,
  );
  return out;
}

function reordered(values: Tensor, permutation: Tensor): Values {
  const order = permutation.data;
  const out = allocate(values.dtype, values.size);
  for (let k = 0; k < out.length; k++) out[k] = values.data[order[k]!]!;
  return out;
}

/** In float32, sums are float32, in stored order: off by at most `n 2⁻²⁴ Σ |a b|` for n terms. With other types they have the bits of eager code. */
function productCalls(
  { attributes: { transposed }, inputs, output }: Site<SparseMatmulInputs, SparseMatmulAttributes>,
): readonly KernelCall[] {
  const [values, dense, indptr, indices, indptrT, indicesT, permutation] = inputs;
  if (sizeOf(output.shape) === 0) return [];
  const [rows, width] = output.shape as readonly [number, number];
  const types = productTypes(values, dense, output);
  const kernel = isSingle(types)
    ? sparseProductKernel(width, transposed)
    : exactSparseProductKernel(types, width, transposed);
  const pattern = transposed ? [indptrT, indicesT, permutation] : [indptr, indices];
  const operands = [values, dense, ...pattern, output].map(({ address }) => address);
  const { weight, ...shared } = productBlocks(types, rows, values.shape[0]!, width);
  return [{ kernel, ...shared, arguments: [...operands, rows, weight] }];
}
