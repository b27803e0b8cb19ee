/**
 * Eigenvalues of small symmetric matrices.
 *
 * @module
 */

/** Eigenvalues in falling order, and for each an eigenvector of length 1. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Vector k is `vectors[k]`. */
  readonly vectors: readonly Float64Array[];
}

/** More sweeps than any matrix of a few hundred rows was seen to need. */
const mostSweeps = 60;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix, given by rows. Jacobi's method: rotations that make one pair of elements after the other 0, until all are.
 */
export function symmetricEigen(matrix: readonly ArrayLike<number>[]): SymmetricEigen {
  const a = matrix.map((row) => Float64Array.from(row));
  const vectors = a.map((_, i) => Float64Array.from(a, (_, j) => Number(i === j)));
  const scale = Math.max(0, ...a.map((row) => Math.hypot(...row)));
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a) > Number.EPSILON * scale; sweep++) {
    for (let p = 0; p < a.length; p++) {
      for (let q = p + 1; q < a.length; q++) rotate(a, vectors, p, q);
    }
  }
  const order = [...a.keys()].sort((i, j) => a[j]![j]! - a[i]![i]!);
  return {
    values: Float64Array.from(order, (i) => a[i]![i]!),
    vectors: order.map((i) => vectors[i]!),
  };
}

function offDiagonal(a: readonly Float64Array[]): number {
  let largest = 0;
  a.forEach((row, i) => {
    for (let j = i + 1; j < row.length; j++) largest = Math.max(largest, Math.abs(row[j]!));
  });
  return largest;
}

/** Turns axes p and q so that `a[p][q]` becomes 0; `vectors` are the axes so far. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const element = a[p]![q]!;
  if (element === 0) return;
  const slope = (a[q]![q]! - a[p]![p]!) / (2 * element);
  const t = (slope < 0 ? -1 : 1) / (Math.abs(slope) + Math.hypot(slope, 1));
  const cos = 1 / Math.hypot(t, 1);
  const sin = t * cos;
  for (const row of a) turn(row, row, p, q, cos, sin);
  for (let k = 0; k < a.length; k++) turn(a[p]!, a[q]!, k, k, cos, sin);
  for (let k = 0; k < a.length; k++) turn(vectors[p]!, vectors[q]!, k, k, cos, sin);
}

function turn(x: Float64Array, y: Float64Array, i: number, j: number, cos: number, sin: number): void {
  const [u, v] = [x[i]!, y[j]!];
  x[i] = cos * u - sin * v;
  y[j] = sin * u + cos * v;
}
