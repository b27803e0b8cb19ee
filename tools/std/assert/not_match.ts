import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/**
 * Asserts that a text does not match a regular expression.
 *
 * @param actual The text
 * @param expected The regular expression
 * @param message Added to the message of the error
 * @throws {AssertionError} When it matches
 *
 * @example No digits
 * ```ts
 * import { assertNotMatch } from "@std/assert";
 *
 * assertNotMatch("abc", /\d/);
 * ```
 */
export function assertNotMatch(
  actual: string,
  expected: RegExp,
  message?: string,
): void {
  if (!expected.test(actual)) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to not match: "${expected}"${suffix(message)}`,
  );
}
