/**
 * Snapshots: texts that a test once gave, kept in a file beside it. A stand-in for the part of JSR's
 * `@std/testing/snapshot` that this project uses; it reads and writes the same files.
 *
 * @example A snapshot
 * ```ts ignore
 * import { assertSnapshot } from "@std/testing/snapshot";
 *
 * Deno.test("prints a list", async (t) => {
 *   await assertSnapshot(t, [1, 2]);
 * });
 * ```
 *
 * @module
 */

import { AssertionError } from "@std/assert/assertion-error";
import { assertEquals } from "@std/assert/equals";
import { SnapshotFile } from "./snapshot_file.ts";

/** Whether snapshots are compared, or written. */
export type SnapshotMode = "assert" | "update";

/** How a snapshot is taken. */
export type SnapshotOptions<T = unknown> = {
  /**
   * The folder of the file, relative to the test's.
   *
   * @default {"__snapshots__"}
   */
  dir?: string;
  /** Whether to compare or to write; what the arguments of the run say by default. */
  mode?: SnapshotMode;
  /** The message of the error, in place of the usual one. */
  msg?: string;
  /** The name of the snapshot; the names of the test and its steps by default. */
  name?: string;
  /** The file, relative to the test's folder; `dir` does not count then. */
  path?: string;
  /** What makes a text of the value; {@linkcode serialize} by default. */
  serializer?: (actual: T) => string;
};

/** What {@linkcode createAssertSnapshot} makes. */
export type AssertSnapshot<T> = (
  context: Deno.TestContext,
  actual: T,
  msgOrOptions?: string | SnapshotOptions<T>,
) => Promise<void>;

/**
 * Asserts that a value looks as it did when the snapshots were last written, which
 * `deno test --allow-read --allow-write -- --update` does.
 *
 * @param context The test's context
 * @param actual The value
 * @param msgOrOptions How to take the snapshot, or the message of the error
 * @throws {AssertionError} When it looks different, or there is no snapshot yet
 *
 * @example With a text of one's own
 * ```ts ignore
 * import { assertSnapshot } from "@std/testing/snapshot";
 *
 * Deno.test("prints a sum", async (t) => {
 *   await assertSnapshot(t, 1 + 2, { serializer: (sum) => `sum ${sum}` });
 * });
 * ```
 */
export async function assertSnapshot<T>(
  context: Deno.TestContext,
  actual: T,
  msgOrOptions?: string | SnapshotOptions<T>,
): Promise<void> {
  const options = optionsOf(msgOrOptions);
  const file = SnapshotFile.at(SnapshotFile.pathFor(context.origin, options));
  const name = file.numbered(options.name ?? fullName(context));
  const text = (options.serializer ?? serialize)(actual);

  if ((options.mode ?? modeOfRun()) === "update") {
    file.take(name, text);
    file.writeAtEnd();
    return;
  }
  const stored = await file.stored();
  const expected = stored?.get(name);
  if (expected === undefined) {
    const missing = stored ? `Missing snapshot: ${name}` : "Missing snapshot file.";
    throw new AssertionError(options.msg ?? `${missing}\n${CURE}`);
  }
  file.take(name, expected);
  compare(text, expected, options.msg);
}

/**
 * Makes an `assertSnapshot` with options of its own.
 *
 * @param options The options
 * @param baseAssertSnapshot What it builds on
 * @returns The assertion, whose own options come before these
 *
 * @example Another folder
 * ```ts
 * import { createAssertSnapshot } from "@std/testing/snapshot";
 * import { assertEquals } from "@std/assert";
 *
 * const assertSnapshot = createAssertSnapshot({ dir: "snapshots" });
 *
 * assertEquals(typeof assertSnapshot, "function");
 * ```
 */
export function createAssertSnapshot<T>(
  options: SnapshotOptions<T>,
  baseAssertSnapshot: AssertSnapshot<T> = assertSnapshot,
): AssertSnapshot<T> {
  return (context, actual, msgOrOptions) =>
    baseAssertSnapshot(context, actual, {
      ...options,
      ...optionsOf(msgOrOptions),
    });
}

/**
 * The text of a value in a snapshot: all of it, keys in order, one part a line.
 *
 * @param actual The value
 * @returns The text
 *
 * @example Keys in order
 * ```ts
 * import { serialize } from "@std/testing/snapshot";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(serialize({ b: 2, a: 1 }), "{\n  a: 1,\n  b: 2,\n}");
 * ```
 */
export function serialize(actual: unknown): string {
  return Deno.inspect(actual, {
    breakLength: Infinity,
    compact: false,
    depth: Infinity,
    escapeSequences: false,
    iterableLimit: Infinity,
    sorted: true,
    strAbbreviateSize: Infinity,
    trailingComma: true,
  }).replaceAll("\r", "\\r");
}

const CURE = "To update snapshots, run\n" +
  "    deno test --allow-read --allow-write [files]... -- --update\n";

function compare(
  actual: string,
  expected: string,
  message: string | undefined,
): void {
  if (actual === expected) return;
  try {
    assertEquals(actual.split("\n"), expected.split("\n"));
  } catch (error) {
    const lines = (error as Error).message.split("\n").slice(1).join("\n");
    throw new AssertionError(
      message ?? `Snapshot does not match:\n${lines}\n${CURE}`,
    );
  }
}

/** The names of a test and of the steps within it, outer first. */
function fullName(context: Deno.TestContext): string {
  return context.parent ? `${fullName(context.parent)} > ${context.name}` : context.name;
}

function modeOfRun(): SnapshotMode {
  return Deno.args.some((arg) => arg === "--update" || arg === "-u") ? "update" : "assert";
}

function optionsOf<T>(
  msgOrOptions: string | SnapshotOptions<T> = {},
): SnapshotOptions<T> {
  return typeof msgOrOptions === "string" ? { msg: msgOrOptions } : msgOrOptions;
}
