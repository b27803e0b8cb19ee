import { AssertionError } from "./assertion_error.ts";
import { difference, show, suffix } from "./message.ts";

/**
 * Asserts that two values are the same by `Object.is`.
 *
 * @param actual The value found
 * @param expected The value wanted
 * @param message Added to the message of the error
 * @throws {AssertionError} When they are not the same
 *
 * @example Identity
 * ```ts
 * import { assertStrictEquals } from "@std/assert";
 *
 * const list = [1];
 * assertStrictEquals(list, list);
 * ```
 */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  message?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  throw new AssertionError(
    show(actual) === show(expected)
      ? `Values have the same structure but are not reference-equal${suffix(message)}\n\n${show(actual)}\n`
      : `Values are not strictly equal${suffix(message)}\n\n${difference(actual, expected)}\n`,
  );
}
