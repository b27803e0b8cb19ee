/**
 * Projections onto patterns.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { add, matmul, sub, transpose } from "@chainrule/tensor";
import { fromRows, rowsOf } from "./rows.ts";

/** What is left of a pattern that others nearly add up to must be larger than this share of it. */
const smallest = { float32: 1e-3, float64: 1e-6 } as const;

/**
 * The orthogonal projection onto what `projection` projects onto and further patterns together: for all patterns that were ever stored,
 * as columns of X, it is `X X⁺` with the pseudo-inverse. Patterns that are sums of others add nothing.
 *
 * It never forms or inverts the products `Xᵀ X`, which would square the condition: each pattern is made orthogonal to those before it, twice,
 * since once leaves rounding errors of a nearly dependent one.
 *
 * @param projection Shape `[N, N]`, float64
 * @param patterns Shape `[P, N]`, float64
 * @param dtype What the projection is stored in: it says how small a remainder is nothing but rounding
 * @returns Shape `[N, N]`, float64
 */
export function widened(projection: Tensor, patterns: Tensor, dtype: keyof typeof smallest): Tensor {
  const once = sub(patterns, matmul(patterns, projection));
  const twice = sub(once, matmul(once, projection));
  const basis = orthonormal(twice, smallest[dtype]);
  return add(projection, matmul(transpose(basis), basis));
}

/** Orthonormal rows that span what the rows of `x` span, by Gram and Schmidt's method, modified, twice. */
function orthonormal(x: Tensor, share: number): Tensor {
  const units = x.shape[1]!;
  const basis: Float64Array[] = [];
  for (const row of rowsOf(x)) {
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) removeFrom(row, direction);
    }
    const length = Math.sqrt(dot(row, row));
    // The length of a pattern of ±1 is √N.
    if (length > share * Math.sqrt(units)) basis.push(row.map((value) => value / length));
  }
  return fromRows(basis, [basis.length, units]);
}

function removeFrom(row: Float64Array, direction: Float64Array): void {
  const part = dot(row, direction);
  for (let i = 0; i < row.length; i++) row[i] = row[i]! - part * direction[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
