import type { ParseOptions, ParseResult } from "./parse_options.ts";
import { type Row, RowReader } from "./row_reader.ts";

export type { ParseOptions, ParseResult, RecordWithColumn } from "./parse_options.ts";

/**
 * Reads CSV text into lists of fields.
 *
 * @param input The text, by RFC 4180; a byte-order mark and empty lines are skipped
 * @returns One list of fields a record
 * @throws {SyntaxError} When a quote is out of place; the message says on which line and column
 *
 * @example Two records
 * ```ts
 * import { parse } from "@std/csv/parse";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parse('a,"b ""c"""\n1,2'), [["a", 'b "c"'], ["1", "2"]]);
 * ```
 */
export function parse(input: string): string[][];
/**
 * Reads CSV text into lists of fields, or into objects where columns have names.
 *
 * @param input The text, by RFC 4180; a byte-order mark and empty lines are skipped
 * @param options How to read it
 * @returns One object a record with `skipFirstRow` or `columns`, otherwise one list of fields
 * @throws {SyntaxError} When a quote is out of place, or a record has not `fieldsPerRecord` fields
 * @throws {Error} When a record has not one field a column
 * @throws {TypeError} When the row that names the columns is missing
 *
 * @example The first row names the columns
 * ```ts
 * import { parse } from "@std/csv/parse";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parse("x,y\n1,2", { skipFirstRow: true }), [{ x: "1", y: "2" }]);
 * ```
 */
export function parse<const T extends ParseOptions>(
  input: string,
  options: T,
): ParseResult<ParseOptions, T>;
export function parse(input: string, options: ParseOptions = {}): unknown {
  const reader = new RowReader(options);
  const rows: Row[] = [];
  const keep = (row: Row | undefined) => row && rows.push(row);
  for (let start = 0; start < input.length;) {
    const feed = input.indexOf("\n", start);
    const end = feed < 0 ? input.length : feed;
    keep(reader.push(input.slice(start, end)));
    start = end + 1;
  }
  keep(reader.end());
  if (reader.isHeaderMissing) {
    throw new TypeError("Cannot parse input: headers must be defined");
  }
  return rows;
}
