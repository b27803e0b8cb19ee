import { AssertionError } from "./assertion_error.ts";
import { suffix } from "./message.ts";

/** Any class, abstract or not. */
// deno-lint-ignore no-explicit-any -- a class may take any arguments
export type AnyConstructor = abstract new (...args: any[]) => any;

/** The instances of a class. */
export type GetConstructorType<T extends AnyConstructor> = InstanceType<T>;

/**
 * Asserts that a value is an instance of a class.
 *
 * @param actual The value
 * @param expectedType The class
 * @param message The message of the error, in place of the usual one
 * @throws {AssertionError} When it is no instance
 *
 * @example A typed array
 * ```ts
 * import { assertInstanceOf } from "@std/assert";
 *
 * assertInstanceOf(Float32Array.of(1), Float32Array);
 * ```
 */
export function assertInstanceOf<T extends AnyConstructor>(
  actual: unknown,
  expectedType: T,
  message?: string,
): asserts actual is GetConstructorType<T> {
  if (actual instanceof expectedType) return;
  throw new AssertionError(
    `Expected object to be an instance of "${expectedType.name || "[anonymous class]"}" ` +
      `but was ${kindOf(actual)}${suffix(message)}`,
  );
}

/** How a value that is no instance is named in the message. */
function kindOf(value: unknown): string {
  if (value === null) return '"null"';
  if (typeof value !== "object") return `"${typeof value}"`;
  return `"${value.constructor?.name || "Object"}"`;
}
