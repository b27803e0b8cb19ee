import { AssertionError } from "./assertion_error.ts";

/** The values that count as false. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

/**
 * Asserts that a value is falsy.
 *
 * @param condition The value
 * @param message The message of the error
 * @throws {AssertionError} When the value is truthy
 *
 * @example A condition
 * ```ts
 * import { assertFalse } from "@std/assert";
 *
 * assertFalse("abc".includes("z"));
 * ```
 */
export function assertFalse(
  condition: unknown,
  message = "",
): asserts condition is Falsy {
  if (condition) throw new AssertionError(message);
}
