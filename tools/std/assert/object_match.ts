import { AssertionError } from "./assertion_error.ts";
import { equal } from "./equal.ts";
import { difference, suffix } from "./message.ts";

/**
 * Asserts that an object holds everything that another one names; what the other does not name is
 * free. Nested objects, arrays (from their start), maps and sets are subsets too.
 *
 * @param actual The object
 * @param expected The part of it to find
 * @param message Added to the message of the error
 * @throws {AssertionError} When something named is missing or differs
 * @throws {TypeError} When `actual` or `expected` is no object
 *
 * @example A part of a record
 * ```ts
 * import { assertObjectMatch } from "@std/assert";
 *
 * assertObjectMatch({ epochs: 5, loss: { name: "mse", value: 1 } }, { loss: { name: "mse" } });
 * ```
 */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any -- interfaces have no index signature
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  message?: string,
): void {
  for (const value of [actual, expected]) {
    if (!isObject(value)) {
      throw new TypeError(
        `Cannot assertObjectMatch with a value that is no object: ${value}`,
      );
    }
  }
  if (matches(actual, expected, new Map())) return;
  throw new AssertionError(
    `Objects do not match${suffix(message)}\n\n${difference(actual, expected)}\n`,
  );
}

type Seen = Map<object, Set<object>>;

function matches(actual: unknown, expected: unknown, seen: Seen): boolean {
  if (!isObject(actual) || !isObject(expected)) return equal(actual, expected);
  if (seen.get(expected)?.has(actual)) return true;
  seen.set(expected, (seen.get(expected) ?? new Set()).add(actual));
  if (expected instanceof Map) {
    return actual instanceof Map &&
      expected.entries().every(([key, value]) => actual.has(key) && matches(actual.get(key), value, seen));
  }
  if (expected instanceof Set) {
    return actual instanceof Set &&
      expected.values().every((value) => actual.values().some((candidate) => equal(candidate, value)));
  }
  if (!isRecordLike(expected)) return equal(actual, expected);
  return Reflect.ownKeys(expected).every((key) =>
    key === "length" && Array.isArray(expected) ||
    key in actual &&
      matches(Reflect.get(actual, key), Reflect.get(expected, key), seen)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Whether the properties of an object are all there is to it. */
function isRecordLike(value: object): boolean {
  return !ArrayBuffer.isView(value) &&
    !(value instanceof RegExp || value instanceof Date ||
      value instanceof ArrayBuffer);
}
