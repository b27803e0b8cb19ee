import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/**
 * Marks what is not written yet.
 *
 * @param message What is missing
 * @returns Never
 * @throws {AssertionError} Always
 *
 * @example A missing case
 * ```ts
 * import { assertThrows, unimplemented } from "@std/assert";
 *
 * assertThrows(() => unimplemented(), Error, "Unimplemented");
 * ```
 */
export function unimplemented(message?: string): never {
  throw new AssertionError(`Unimplemented${suffix(message)}`);
}
