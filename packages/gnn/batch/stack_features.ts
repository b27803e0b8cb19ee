/**
 * Features of several graphs, one below the other.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat, isSparseMatrix, SparseMatrix, SparsePattern } from "@chainrule/tensor";

/** The rows of all, in order; all are dense, or all are sparse, with as many columns. */
export function stackFeatures(features: readonly (Tensor | SparseMatrix)[]): Tensor | SparseMatrix {
  return features.every(isSparseMatrix) ? stackRows(features) : concat(features as readonly Tensor[]);
}

function stackRows(matrices: readonly SparseMatrix[]): SparseMatrix {
  const rows = matrices.reduce((sum, { shape }) => sum + shape[0], 0);
  const indptr = new Int32Array(rows + 1);
  const indices = new Int32Array(matrices.reduce((sum, { size }) => sum + size, 0));
  let row = 0;
  for (const { pattern, shape } of matrices) {
    const stored = indptr[row]!;
    indices.set(pattern.indices.data, stored);
    pattern.indptr.data.forEach((start, i) => indptr[row + i] = stored + start);
    row += shape[0];
  }
  const pattern = new SparsePattern([rows, matrices[0]!.shape[1]], { indptr, indices });
  return new SparseMatrix(pattern, concat(matrices.map(({ values }) => values)));
}
