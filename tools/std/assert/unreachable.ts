import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/**
 * Marks a place that no program can reach.
 *
 * @param reason Why it cannot be reached
 * @returns Never
 * @throws {AssertionError} Always
 *
 * @example After the last case
 * ```ts
 * import { assertThrows, unreachable } from "@std/assert";
 *
 * assertThrows(() => unreachable(), Error, "Unreachable");
 * ```
 */
export function unreachable(reason?: string): never {
  throw new AssertionError(`Unreachable${suffix(reason)}`);
}
