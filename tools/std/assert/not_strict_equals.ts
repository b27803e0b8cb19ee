import { AssertionError } from "./assertion_error.ts";
import { show, suffix } from "./message.ts";

/**
 * Asserts that two values are not the same by `Object.is`.
 *
 * @param actual The value found
 * @param expected The value not wanted
 * @param message Added to the message of the error
 * @throws {AssertionError} When they are the same
 *
 * @example Identity
 * ```ts
 * import { assertNotStrictEquals } from "@std/assert";
 *
 * assertNotStrictEquals([1], [1]);
 * ```
 */
export function assertNotStrictEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void {
  if (!Object.is(actual, expected)) return;
  throw new AssertionError(
    `Expected "actual" to not be strictly equal to: ${show(actual)}${suffix(message)}`,
  );
}
