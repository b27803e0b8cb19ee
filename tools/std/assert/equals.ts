import { AssertionError } from "./assertion_error.ts";
import { equal } from "./equal.ts";
import { difference, suffix } from "./message.ts";

/**
 * Asserts that two values are deeply equal, as {@linkcode equal} compares them.
 *
 * @param actual The value found
 * @param expected The value wanted
 * @param message Added to the message of the error
 * @throws {AssertionError} When they differ; the message shows where
 *
 * @example Typed arrays
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(Float32Array.of(1, NaN), Float32Array.of(1, NaN));
 * ```
 */
export function assertEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(
    `Values are not equal${suffix(message)}\n\n${difference(actual, expected)}\n`,
  );
}
