import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/**
 * Asserts that a text contains another.
 *
 * @param actual The text
 * @param expected The text to find in it
 * @param message Added to the message of the error
 * @throws {AssertionError} When it does not contain it
 *
 * @example A word
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes("chain rule", "rule");
 * ```
 */
export function assertStringIncludes(
  actual: string,
  expected: string,
  message?: string,
): void {
  if (actual.includes(expected)) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to contain: "${expected}"${suffix(message)}`,
  );
}
