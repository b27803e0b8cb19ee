import { AssertionError } from "./assertion_error.ts";
import { equal } from "./equal.ts";
import { show, suffix } from "./message.ts";

/**
 * Asserts that two values are not deeply equal.
 *
 * @param actual The value found
 * @param expected The value not wanted
 * @param message Added to the message of the error
 * @throws {AssertionError} When they are equal
 *
 * @example Records
 * ```ts
 * import { assertNotEquals } from "@std/assert";
 *
 * assertNotEquals({ a: 1 }, { a: 2 });
 * ```
 */
export function assertNotEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void {
  if (!equal(actual, expected)) return;
  throw new AssertionError(
    `Expected actual: ${show(actual)} not to be: ${show(expected)}${suffix(message)}`,
  );
}
