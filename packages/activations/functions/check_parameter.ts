/**
 * Checking the numbers that activations take.
 *
 * @module
 */

/** Throws unless a parameter is a finite number. */
export function checkParameter(activation: string, name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new RangeError(`Cannot ${activation} x as ${name} must be a finite number: current ${name} is ${value}`);
}
