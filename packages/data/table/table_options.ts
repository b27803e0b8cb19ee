/**
 * How a table is read.
 *
 * @module
 */
import { DataError } from "../data_error.ts";
import type { MissingPolicy } from "./build_table.ts";
import type { TableSchema } from "./schema.ts";
import { quoted } from "./table.ts";

/** How `readTable` reads. */
export interface TableOptions extends TableSchema {
  /** Whether the first row names the columns; otherwise they are `column1`, `column2` and so on. @default true */
  readonly header?: boolean;
  /** What stands between two cells. @default "," */
  readonly separator?: string;
  /** What stands for a missing value, white space around it aside. @default "", "NA", "N/A", "NaN", "nan", "null" and "?" */
  readonly missingValues?: readonly string[];
  /** What happens to missing values: an error, the mean or mode of the column, or their rows are left out. @default "error" */
  readonly missing?: MissingPolicy;
}

/** The names of columns that have none. */
export function numberedNames(first: readonly string[]): string[] {
  return first.map((_, i) => `column${i + 1}`);
}

/** The names of the columns, which the first row says. */
export function columnNames(
  what: string,
  first: readonly string[],
  line: number,
): string[] {
  const names = first.map((cell) => cell.trim());
  const wrong = names.findIndex((name, i) => name === "" || names.indexOf(name) !== i);
  if (wrong < 0) return names;
  throw new DataError(
    `Cannot read ${what} as its columns must have names that differ: current name of column ${wrong + 1} is "${
      names[wrong]
    }"`,
    { line },
  );
}

/** Checks that a row has one cell a column. */
export function checkWidth(
  what: string,
  row: readonly string[],
  names: readonly string[],
  lineOf: () => number,
): void {
  if (row.length === names.length) return;
  const line = lineOf();
  throw new DataError(
    `Cannot read ${what} as every row must have ${names.length} cells, one for each of ${
      quoted(names)
    }: current row on line ${line} has ${row.length}`,
    { line },
  );
}

/** The error for a text without rows. */
export function noRows(header: boolean): DataError {
  return new DataError(
    header
      ? "Cannot read a table as it must have a header and at least one row: current text has none"
      : "Cannot read a table as it must have at least one row: current text has none",
  );
}

/** The error for a text that is not CSV. */
export function notCsv(what: string, cause: unknown): unknown {
  if (!(cause instanceof SyntaxError)) return cause;
  return new DataError(
    `Cannot read ${what} as its text must be CSV by RFC 4180: current text has a ${
      cause.message.replace(/^Syntax error.*?; /, "")
    }`,
    { cause },
  );
}
