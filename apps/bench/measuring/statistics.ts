/**
 * What samples say.
 *
 * @module
 */

/**
 * The middle one; of an even number, the mean of the two in the middle.
 *
 * @throws {RangeError} When there are none
 */
export function median(samples: readonly number[]): number {
  if (samples.length === 0) throw new RangeError("Cannot take a median as there must be samples: current count is 0");
  const sorted = samples.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The smallest and the largest. */
export interface Spread {
  readonly least: number;
  readonly most: number;
}

/** From the smallest to the largest. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  return { least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}
