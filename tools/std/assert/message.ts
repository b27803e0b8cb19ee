import { AssertionError as NodeAssertionError } from "node:assert";
import { inspect } from "node:util";

/** Shows a value in full, in one line where it is short. */
export function show(value: unknown): string {
  return inspect(value, { depth: Infinity, maxArrayLength: 100 });
}

/** `": message"`, or nothing where the caller gave no message. */
export function suffix(message: string | undefined): string {
  return message ? `: ${message}` : ".";
}

/** The lines in which two values differ, marked `+` (actual) and `-` (expected). */
export function difference(actual: unknown, expected: unknown): string {
  const { message } = new NodeAssertionError({
    actual,
    expected,
    operator: "deepStrictEqual",
  });
  return message.slice(message.indexOf("\n") + 1).trim();
}
