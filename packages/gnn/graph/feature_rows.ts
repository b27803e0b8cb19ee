/**
 * Some rows of features, dense or sparse.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { gather, isSparseMatrix, SparseMatrix, SparsePattern, tensor } from "@chainrule/tensor";

/** The rows that `rows` names, in that order; nothing else is copied. */
export function featureRows<X extends Tensor | SparseMatrix>(features: X, rows: Tensor): X {
  return (isSparseMatrix(features) ? sparseRows(features, rows) : gather(features, rows)) as X;
}

function sparseRows({ pattern, values, shape }: SparseMatrix, rows: Tensor): SparseMatrix {
  const starts = pattern.indptr.data;
  const chosen = rows.data;
  const indptr = new Int32Array(chosen.length + 1);
  chosen.forEach((row, i) => indptr[i + 1] = indptr[i]! + starts[row + 1]! - starts[row]!);
  const places = new Int32Array(indptr[chosen.length]!);
  chosen.forEach((row, i) => {
    for (let to = indptr[i]!, from = starts[row]!; to < indptr[i + 1]!; to++, from++) places[to] = from;
  });
  const columns = pattern.indices.data;
  const indices = places.map((place) => columns[place]!);
  const part = new SparsePattern([chosen.length, shape[1]], { indptr, indices });
  return new SparseMatrix(part, gather(values, tensor(places)));
}
