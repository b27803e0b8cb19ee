/**
 * Features times weights.
 *
 * @module
 */
import type { SparseMatrix, Tensor, Variable } from "@chainrule/tensor";
import { isSparseMatrix, matmul, sparseMatmul, transpose } from "@chainrule/tensor";

/** `x Wᵀ` for dense or sparse features `x`, `[V, F]`, and weights `W`, `[M, F]`. */
export function transformed(x: Tensor | SparseMatrix, weight: Tensor | Variable): Tensor {
  return isSparseMatrix(x) ? sparseMatmul(x, transpose(weight)) : matmul(x, transpose(weight));
}
