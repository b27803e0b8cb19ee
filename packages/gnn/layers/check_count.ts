/**
 * Checking counts.
 *
 * @module
 */

/** Throws unless `value` is a positive whole number. */
export function checkCount(layer: string, what: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new RangeError(`Cannot make ${layer} as ${what} must be a positive whole number: current ${what} is ${value}`);
}
