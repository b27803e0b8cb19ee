/**
 * Directions at right angles.
 *
 * @module
 */

/** What is left of a vector is rounding where it is so much shorter than the vector was. */
const vanished = 1e-10;

/**
 * Makes vectors orthogonal to each other and of length 1, in place, after `project` took out what none of them may have (Gram and Schmidt, each twice). A vector that depends on those before
 * is replaced by what `draw` gives.
 */
export function orthonormalize(
  vectors: Float64Array[],
  project: (x: Float64Array) => void,
  draw: () => Float64Array,
): void {
  for (let k = 0; k < vectors.length; k++) {
    while (!straightened(vectors[k]!, vectors.slice(0, k), project)) vectors[k] = draw().slice();
  }
}

function straightened(
  x: Float64Array,
  others: readonly Float64Array[],
  project: (x: Float64Array) => void,
): boolean {
  const before = lengthOf(x);
  for (let pass = 0; pass < 2; pass++) {
    project(x);
    for (const other of others) {
      let product = 0;
      for (let i = 0; i < x.length; i++) product += x[i]! * other[i]!;
      for (let i = 0; i < x.length; i++) x[i]! -= product * other[i]!;
    }
  }
  const after = lengthOf(x);
  if (!(after > vanished * before)) return false;
  for (let i = 0; i < x.length; i++) x[i]! /= after;
  return true;
}

function lengthOf(x: Float64Array): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}
