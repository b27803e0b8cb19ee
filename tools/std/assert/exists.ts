import { AssertionError } from "./assertion_error.ts";
import { show, suffix } from "./message.ts";

/**
 * Asserts that a value is neither `null` nor `undefined`.
 *
 * @param actual The value
 * @param message Added to the message of the error
 * @throws {AssertionError} When it is `null` or `undefined`
 *
 * @example Zero exists
 * ```ts
 * import { assertExists } from "@std/assert";
 *
 * assertExists(0);
 * ```
 */
export function assertExists<T>(
  actual: T,
  message?: string,
): asserts actual is NonNullable<T> {
  if (actual !== undefined && actual !== null) return;
  throw new AssertionError(
    `Expected actual: "${show(actual)}" to not be null or undefined${suffix(message)}`,
  );
}
