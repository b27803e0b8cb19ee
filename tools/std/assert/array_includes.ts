import { AssertionError } from "./assertion_error.ts";
import { equal } from "./equal.ts";
import { show, suffix } from "./message.ts";

/** What is indexed by numbers and has a length. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;

/**
 * Asserts that a list contains every element of another, in any order.
 *
 * @param actual The list
 * @param expected The elements to find in it
 * @param message Added to the message of the error
 * @throws {AssertionError} When an element is missing; the message names those that are
 *
 * @example Two of three
 * ```ts
 * import { assertArrayIncludes } from "@std/assert";
 *
 * assertArrayIncludes([{ a: 1 }, { a: 2 }, { a: 3 }], [{ a: 3 }, { a: 1 }]);
 * ```
 */
export function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  message?: string,
): void {
  const present = Array.from(actual);
  const missing = Array.from(expected)
    .filter((wanted) => !present.some((value) => equal(wanted, value)));
  if (missing.length === 0) return;
  throw new AssertionError(
    `Expected actual: "${show(actual)}" to include: "${show(expected)}"${suffix(message)}\n` +
      `missing: ${show(missing)}`,
  );
}
