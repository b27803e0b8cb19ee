import { AssertionError } from "./assertion_error.ts";
import { show, suffix } from "./message.ts";

/**
 * Asserts that `actual >= expected`.
 *
 * @param actual The value found
 * @param expected The bound
 * @param message Added to the message of the error
 * @throws {AssertionError} When it is not so
 *
 * @example Numbers
 * ```ts
 * import { assertGreaterOrEqual } from "@std/assert";
 *
 * assertGreaterOrEqual(2, 2);
 * ```
 */
export function assertGreaterOrEqual<T>(
  actual: T,
  expected: T,
  message?: string,
): void {
  if (actual >= expected) return;
  throw new AssertionError(
    `Expect ${show(actual)} >= ${show(expected)}${suffix(message)}`,
  );
}
