/**
 * The product of two dense matrices at the stored places of a sparse one.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { exactSampledProductKernel, sampledProductKernel, sampleProduct } from "@chainrule/kernels";
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
import { isSingle, productBlocks, productTypes } from "./product_blocks.ts";
import { sparseMatmulOp } from "./sparse_matmul.ts";
import type { PatternInputs, SparsePattern } from "./sparse_pattern.ts";
import { patternIsConstant } from "./sparse_pattern.ts";

/** Two dense matrices, and the pattern. */
export type SampledDotInputs = readonly [
  left: Tensor,
  right: Tensor,
  ...pattern: PatternInputs,
];

/** The sizes of the pattern. */
export interface SampledDotAttributes {
  /** The number of rows of the pattern. */
  readonly rows: number;
  /** The number of columns of the pattern. */
  readonly columns: number;
}

/** The record of {@link sampledDot}. The pattern is trusted: `SparsePattern` has checked it. */
export const sampledDotOp: Op<SampledDotInputs, SampledDotAttributes> = /* @__PURE__ */ multilinear<
  SampledDotInputs,
  SampledDotAttributes
>({
  name: "sampledDot",
  shape: ([left, right, , indices], attributes) => {
    checkOperands(left!, right!, attributes);
    return indices!;
  },
  dtype: ([left, right]) => numericResult("sampledDot", [left!, right!]),
  compute: sampled,
  lower: sampledCalls,
  transpose: [
    (g, [, right, ...pattern], _y, sizes) =>
      apply(sparseMatmulOp, [g, right, ...pattern], {
        ...sizes,
        transposed: false,
      }),
    (g, [left, , ...pattern], _y, sizes) =>
      apply(sparseMatmulOp, [g, left, ...pattern], {
        ...sizes,
        transposed: true,
      }),
    patternIsConstant,
    patternIsConstant,
    patternIsConstant,
    patternIsConstant,
    patternIsConstant,
  ],
});

/**
 * For each stored element of a pattern, the dot product of its row of `left` with its column's row of `right`: the product
 * `left · rightᵀ` at those places only. It is the gradient of a sparse product with respect to the values. 采样点积
 *
 * Formula: `yₖ = Σ_d left[rowₖ, d] right[columnₖ, d]`
 *
 * @param left Shape `[rows, D]`
 * @param right Shape `[columns, D]`
 * @param pattern Where the results are wanted
 * @returns One number a stored element, in the order of the pattern
 * @throws {ShapeError} When the shapes do not fit each other or the pattern
 *
 * @example How alike are the ends of each edge?
 * ```ts
 * import { sampledDot, SparseMatrix, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const { pattern } = SparseMatrix.fromCoo({ rows: [0, 1], columns: [1, 0], shape: [2, 2] });
 * assertEquals(sampledDot(tensor([[1, 2], [3, 4]]), tensor([[1, 0], [0, 1]]), pattern).toArray(), [2, 3]);
 * ```
 */
export function sampledDot(
  left: TensorLike,
  right: TensorLike,
  pattern: SparsePattern,
): Tensor {
  const [rows, columns] = pattern.shape;
  return apply(sampledDotOp, [left, right, ...pattern.inputs], {
    rows,
    columns,
  });
}

function checkOperands(
  left: Shape,
  right: Shape,
  { rows, columns }: SampledDotAttributes,
): void {
  const fits = left.length === 2 && right.length === 2 && left[0] === rows &&
    right[0] === columns && left[1] === right[1];
  if (fits) return;
  throw new ShapeError(
    "sampledDot",
    [left, right],
    `Cannot sampledDot left and right at a pattern of [${rows}, ${columns}] as their shapes must be [${rows}, D] and [${columns}, D]`,
  );
}

function sampled(
  [left, right, indptr, indices]: SampledDotInputs,
  _sizes: SampledDotAttributes,
  { shape, dtype }: Result,
): Values {
  const out = allocate(dtype, shape[0]!);
  sampleProduct(
    {
      indptr: indptr.data as Int32Array,
      indices: indices.data as Int32Array,
    },
    left.data,
    right.data,
    left.shape[1]!,
    out,
  );
  return out;
}

/**
 * In float32, each sum is float32 in up to sixteen parts: off by at most `n 2⁻²⁴ Σ |a b|` for n terms. With other types they have the bits of
 * eager code.
 */
function sampledCalls({ inputs, output }: Site<SampledDotInputs, SampledDotAttributes>): readonly KernelCall[] {
  const [left, right, indptr, indices] = inputs;
  if (sizeOf(output.shape) === 0) return [];
  const [rows, width] = left.shape as readonly [number, number];
  const types = productTypes(left, right, output);
  const single = isSingle(types) && width > 0;
  const operands = [left, right, indptr, indices, output].map(({ address }) => address);
  const { weight, ...shared } = productBlocks(types, rows, output.shape[0]!, width);
  return [{
    kernel: single ? sampledProductKernel(width) : exactSampledProductKernel(types),
    ...shared,
    arguments: [...operands, rows, weight, ...(single ? [] : [width])],
  }];
}
