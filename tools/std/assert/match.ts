import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/**
 * Asserts that a text matches a regular expression.
 *
 * @param actual The text
 * @param expected The regular expression
 * @param message Added to the message of the error
 * @throws {AssertionError} When it does not match
 *
 * @example A version
 * ```ts
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch("1.2.3", /^\d+\.\d+\.\d+$/);
 * ```
 */
export function assertMatch(
  actual: string,
  expected: RegExp,
  message?: string,
): void {
  if (expected.test(actual)) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to match: "${expected}"${suffix(message)}`,
  );
}
