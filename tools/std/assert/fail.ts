import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/**
 * Fails.
 *
 * @param message Why
 * @returns Never
 * @throws {AssertionError} Always
 *
 * @example A branch that must not be taken
 * ```ts
 * import { assertThrows, fail } from "@std/assert";
 *
 * assertThrows(() => fail("not here"), Error, "Failed assertion: not here");
 * ```
 */
export function fail(message?: string): never {
  throw new AssertionError(`Failed assertion${suffix(message)}`);
}
