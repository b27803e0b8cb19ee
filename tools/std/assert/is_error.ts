import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/** A class of errors, abstract or not. */
// deno-lint-ignore no-explicit-any -- an error class may take any arguments
export type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

/**
 * Asserts that a value is an error of a class whose message contains, or matches, a text.
 *
 * @param error The value
 * @param ErrorClass The class; any `Error` where it is left out
 * @param messageMatches What the message must contain or match
 * @param message Added to the message of the assertion's error
 * @throws {AssertionError} When it is not such an error
 *
 * @example A range error
 * ```ts
 * import { assertIsError } from "@std/assert";
 *
 * assertIsError(new RangeError("Out of range"), RangeError, "range");
 * ```
 */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: ErrorClass<E>,
  messageMatches?: string | RegExp,
  message?: string,
): asserts error is E {
  if (!(error instanceof Error)) {
    throw new AssertionError(
      `Expected "error" to be an Error object${suffix(message)}`,
    );
  }
  if (ErrorClass && !(error instanceof ErrorClass)) {
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", ` +
        `but was "${error.constructor.name}"${suffix(message)}`,
      { cause: error },
    );
  }
  if (
    messageMatches !== undefined && !contains(error.message, messageMatches)
  ) {
    const relation = typeof messageMatches === "string"
      ? `include ${JSON.stringify(messageMatches)}`
      : `match ${messageMatches}`;
    throw new AssertionError(
      `Expected error message to ${relation}, ` +
        `but got ${JSON.stringify(error.message)}${suffix(message)}`,
      { cause: error },
    );
  }
}

/** Colours of a terminal in the text do not count. */
function contains(text: string, wanted: string | RegExp): boolean {
  if (typeof wanted !== "string") return wanted.test(withoutColor(text));
  return withoutColor(text).includes(withoutColor(wanted));
}

function withoutColor(text: string): string {
  // deno-lint-ignore no-control-regex -- escape sequences begin with a control character
  return text.replace(/\x1b\[[\d;]*m/g, "");
}
