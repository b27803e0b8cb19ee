import { AssertionError } from "./assertion_error.ts";
import type { AnyConstructor } from "./instance_of.ts";
import { suffix } from "./message.ts";

/**
 * Asserts that a value is not an instance of a class.
 *
 * @param actual The value
 * @param unexpectedType The class
 * @param message Added to the message of the error
 * @throws {AssertionError} When it is an instance
 *
 * @example A date is no number
 * ```ts
 * import { assertNotInstanceOf } from "@std/assert";
 *
 * assertNotInstanceOf(new Date(0), Number);
 * ```
 */
export function assertNotInstanceOf<T, U extends AnyConstructor>(
  actual: T,
  unexpectedType: U,
  message?: string,
): asserts actual is Exclude<T, InstanceType<U>> {
  if (!(actual instanceof unexpectedType)) return;
  throw new AssertionError(
    `Expected object to not be an instance of "${unexpectedType.name}"${suffix(message)}`,
  );
}
