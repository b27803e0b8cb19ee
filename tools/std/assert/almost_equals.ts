import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/**
 * Asserts that two numbers are nearly equal.
 *
 * @param actual The number found
 * @param expected The number wanted
 * @param tolerance The largest difference allowed; by default `1e-7` of the expected number's
 * magnitude, and `1e-7` for an expected zero
 * @param message Added to the message of the error
 * @throws {AssertionError} When they are further apart
 *
 * @example Rounding
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(0.1 + 0.2, 0.3);
 * assertAlmostEquals(0.1, 0.2, 0.11);
 * ```
 */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  message?: string,
): void {
  if (Object.is(actual, expected)) return;
  const delta = Math.abs(expected - actual);
  const allowed = tolerance ??
    (isFinite(expected) ? Math.abs(expected || 1) * 1e-7 : 1e-7);
  if (delta <= allowed) return;
  const show = (value: number) => Number.isInteger(value) ? `${value}` : value.toExponential();
  throw new AssertionError(
    `Expected actual: "${show(actual)}" to be close to "${show(expected)}": ` +
      `delta "${show(delta)}" is greater than "${show(allowed)}"${suffix(message)}`,
  );
}
