/**
 * Matrix products.
 *
 * @module
 */
import type { MatrixView } from "@chainrule/kernels";
import { matmul as multiply } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { multilinear, numericResult } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import { ShapeError } from "../../core/errors.ts";
import { broadcastStrides } from "../../core/evaluate.ts";
import type { Binary, Op, Result, TensorLike } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { broadcastShapes, sizeOf } from "../../core/shape.ts";
import { StridedRows } from "../../core/strided.ts";
import { Tensor } from "../../core/tensor.ts";
import { sumTo } from "../reduction/sum_to.ts";
import { transpose } from "../shape/transpose.ts";
import { lowerProduct } from "./lower_product.ts";

/** The record of {@link matmul}. */
export const matmulOp: Op<Binary> = /* @__PURE__ */ multilinear<Binary>({
  name: "matmul",
  shape: ([a, b]) => productShape(a!, b!),
  dtype: (dtypes) => numericResult("matmul", dtypes),
  compute: ([a, b], _attributes, result) => batchedProduct(a, b, result),
  lower: lowerProduct,
  transpose: [
    (g, [a, b]) => sumTo(matmul(g, transpose(b)), a.shape),
    (g, [a, b]) => sumTo(matmul(transpose(a), g), b.shape),
  ],
});

/**
 * The matrix product. Leading axes are a batch and broadcast. Products of float64 and small ones are summed in float64, larger
 * products of float32 in float32, in WebAssembly. 矩阵乘法
 *
 * Formula: `C[i, j] = Σₖ A[i, k] B[k, j]`
 *
 * @param a Shape `[..., N, K]`
 * @param b Shape `[..., K, M]`
 * @returns Shape `[..., N, M]`
 * @throws {ShapeError} When the inner lengths differ, the batches do not broadcast, or an operand is not a matrix
 *
 * @example A layer of two units
 * ```ts
 * import { matmul, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(matmul(tensor([[1, 2]]), tensor([[3, 4], [5, 6]])).toArray(), [[13, 16]]);
 * ```
 */
export function matmul(a: TensorLike, b: TensorLike): Tensor {
  return apply(matmulOp, [a, b]);
}

function productShape(a: Shape, b: Shape): Shape {
  if (a.length < 2 || b.length < 2) {
    throw new ShapeError(
      "matmul",
      [a, b],
      "Cannot matmul a and b as both must have at least two axes",
      "use dot for vectors, or reshape to a matrix of one row or column",
    );
  }
  if (a.at(-1) !== b.at(-2)) {
    throw new ShapeError(
      "matmul",
      [a, b],
      `Cannot matmul a and b as a.shape[${a.length - 1}] must equal b.shape[${b.length - 2}]`,
    );
  }
  return [
    ...broadcastShapes("matmul", [a.slice(0, -2), b.slice(0, -2)]),
    a.at(-2)!,
    b.at(-1)!,
  ];
}

function batchedProduct(
  a: Tensor,
  b: Tensor,
  { shape, dtype }: Result,
): Values {
  const out = allocate(dtype, sizeOf(shape));
  const size = {
    rows: a.shape.at(-2)!,
    inner: a.shape.at(-1)!,
    columns: b.shape.at(-1)!,
  };
  const batch = [...shape.slice(0, -2), 1];
  const aOffsets = batchOffsets(a, batch);
  const bOffsets = batchOffsets(b, batch);
  const step = size.rows * size.columns;
  for (let to = 0; to < out.length; to += step) {
    multiply(
      matrixAt(a, aOffsets.position),
      matrixAt(b, bOffsets.position),
      out,
      to,
      size,
    );
    aOffsets.next();
    bOffsets.next();
  }
  return out;
}

function matrixAt(x: Tensor, offset: number): MatrixView {
  return {
    values: x.storage!,
    offset,
    rowStride: x.strides.at(-2)!,
    columnStride: x.strides.at(-1)!,
  };
}

function batchOffsets(x: Tensor, batch: Shape): StridedRows {
  const leading = new Tensor({
    shape: [...x.shape.slice(0, -2), 1],
    dtype: x.dtype,
    storage: x.storage,
    strides: [...x.strides.slice(0, -2), 0],
    offset: x.offset,
  });
  return new StridedRows(x.offset, broadcastStrides(leading, batch), batch);
}
