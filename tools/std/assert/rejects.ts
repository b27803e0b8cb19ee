import { AssertionError } from "./assertion_error.ts";
import { assertIsError, type ErrorClass } from "./is_error.ts";
import { suffix } from "./message.ts";

/**
 * Asserts that a function's promise is rejected.
 *
 * @param fn The function; one that throws instead of rejecting fails the assertion
 * @param message Added to the message of the error
 * @returns A promise of what it was rejected with
 * @throws {AssertionError} When the promise is fulfilled, or the function throws
 *
 * @example Any rejection
 * ```ts
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => Promise.reject("no"));
 * ```
 */
export function assertRejects(
  fn: () => PromiseLike<unknown>,
  message?: string,
): Promise<unknown>;
/**
 * Asserts that a function's promise is rejected with an error of a class whose message contains a
 * text.
 *
 * @param fn The function; one that throws instead of rejecting fails the assertion
 * @param ErrorClass The class of the error
 * @param messageIncludes What the message must contain
 * @param message Added to the message of the assertion's error
 * @returns A promise of what it was rejected with
 * @throws {AssertionError} When the promise is fulfilled, or rejected with something else
 *
 * @example A class and a message
 * ```ts
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => Promise.reject(new TypeError("No shape")), TypeError, "shape");
 * ```
 */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorClass<E>,
  messageIncludes?: string,
  message?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  classOrMessage?: ErrorClass<E> | string,
  messageIncludes?: string,
  message?: string,
): Promise<unknown> {
  const ErrorClass = typeof classOrMessage === "function" ? classOrMessage : undefined;
  const note = ErrorClass ? message : (messageIncludes ?? classOrMessage as string | undefined);
  const rejection = await rejectionOf(fn, note);
  if (rejection === undefined) {
    throw new AssertionError(`Expected function to reject${suffix(note)}`);
  }
  if (ErrorClass) {
    if (!(rejection.value instanceof Error)) {
      throw new AssertionError(
        `A non-Error object was rejected${suffix(note)}`,
      );
    }
    assertIsError(rejection.value, ErrorClass, messageIncludes, note);
  }
  return rejection.value;
}

/** What a promise is rejected with, boxed, because it can be anything. */
async function rejectionOf(
  fn: () => PromiseLike<unknown>,
  note: string | undefined,
): Promise<{ value: unknown } | undefined> {
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (cause) {
    throw new AssertionError(
      `Function throws when expected to reject${suffix(note)}`,
      { cause },
    );
  }
  try {
    await promise;
  } catch (value) {
    return { value };
  }
}
