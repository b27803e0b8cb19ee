import { AssertionError } from "./assertion_error.ts";

/**
 * Asserts that a value is truthy.
 *
 * @param condition The value
 * @param message The message of the error
 * @throws {AssertionError} When the value is falsy
 *
 * @example A condition
 * ```ts
 * import { assert } from "@std/assert";
 *
 * assert("abc".includes("b"));
 * ```
 */
export function assert(condition: unknown, message = ""): asserts condition {
  if (!condition) throw new AssertionError(message);
}
