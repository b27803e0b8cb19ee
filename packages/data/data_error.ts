/**
 * The error that unusable data gives.
 *
 * @module
 */

/** Where in the data an error was found. */
export interface DataErrorOptions extends ErrorOptions {
  /** The line of the text, from 1. */
  readonly line?: number;
  /** The name of the column. */
  readonly column?: string;
}

/**
 * Thrown when data is not what it should be. The message reads `Cannot <action> as <rule>: current <state>; <cure>`.
 *
 * @example A word among numbers
 * ```ts
 * import { DataError, readTable } from "@chainrule/data";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const error = assertThrows(() => readTable("age\n31\n27\nold\n"), DataError);
 * assertEquals([error.line, error.column], [4, "age"]);
 * ```
 */
export class DataError extends Error {
  /** The line of the text, from 1, or null where there are no lines. */
  readonly line: number | null;
  /** The name of the column, or null where the error is not about one. */
  readonly column: string | null;

  /**
   * Makes an error.
   *
   * @param message The whole message
   * @param options Where it was found, and the error behind this one
   */
  constructor(message: string, options: DataErrorOptions = {}) {
    super(message, options);
    this.name = "DataError";
    this.line = options.line ?? null;
    this.column = options.column ?? null;
  }
}
