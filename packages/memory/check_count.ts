/**
 * Checking counts.
 *
 * @module
 */

/** Throws unless `value` is a positive whole number. */
export function checkCount(action: string, what: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new RangeError(`Cannot ${action} as ${what} must be a positive whole number: current ${what} is ${value}`);
}
