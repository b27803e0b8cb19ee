/**
 * The error that every failed assertion throws.
 *
 * @example Catching it
 * ```ts
 * import { assert, AssertionError, assertThrows } from "@std/assert";
 *
 * assertThrows(() => assert(false), AssertionError);
 * ```
 */
export class AssertionError extends Error {
  /**
   * Makes an error.
   *
   * @param message What was expected, and what was found
   * @param options The cause, where there is one
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}
