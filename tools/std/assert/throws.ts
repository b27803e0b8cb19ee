import { AssertionError } from "./assertion_error.ts";
import { assertIsError, type ErrorClass } from "./is_error.ts";
import { suffix } from "./message.ts";

/**
 * Asserts that a function throws.
 *
 * @param fn The function
 * @param message Added to the message of the error
 * @returns What it threw
 * @throws {AssertionError} When it returns
 *
 * @example Anything thrown
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => JSON.parse("{"));
 * ```
 */
export function assertThrows(fn: () => unknown, message?: string): unknown;
/**
 * Asserts that a function throws an error of a class whose message contains a text.
 *
 * @param fn The function
 * @param ErrorClass The class of the error
 * @param messageIncludes What the message must contain
 * @param message Added to the message of the assertion's error
 * @returns What it threw
 * @throws {AssertionError} When it returns, or throws something else
 *
 * @example A class and a message
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => new Array(-1), RangeError, "array length");
 * ```
 */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorClass<E>,
  messageIncludes?: string,
  message?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  classOrMessage?: ErrorClass<E> | string,
  messageIncludes?: string,
  message?: string,
): unknown {
  const ErrorClass = typeof classOrMessage === "function" ? classOrMessage : undefined;
  const note = ErrorClass ? message : (messageIncludes ?? classOrMessage as string | undefined);
  const thrown = thrownBy(fn);
  if (thrown === undefined) {
    throw new AssertionError(`Expected function to throw${suffix(note)}`);
  }
  if (ErrorClass) {
    if (!(thrown.value instanceof Error)) {
      throw new AssertionError(`A non-Error object was thrown${suffix(note)}`);
    }
    assertIsError(thrown.value, ErrorClass, messageIncludes, note);
  }
  return thrown.value;
}

/** What a function throws, boxed, because anything can be thrown. */
function thrownBy(fn: () => unknown): { value: unknown } | undefined {
  try {
    fn();
  } catch (value) {
    return { value };
  }
}
