/**
 * Reading a table from CSV text.
 *
 * @module
 */
import { parse } from "@std/csv/parse";
import { buildTable } from "./build_table.ts";
import { missingValues as usual } from "./cells.ts";
import { lineOfRecord } from "./record_lines.ts";
import { completeSchema } from "./schema.ts";
import type { Table } from "./table.ts";
import type { TableOptions } from "./table_options.ts";
import { checkWidth, columnNames, noRows, notCsv, numberedNames } from "./table_options.ts";

const what = "a table";

/**
 * Reads CSV text into typed columns. 读取表格
 *
 * Types that are not given are inferred: numbers when more than half of the cells are decimal numbers, else truth values
 * when all are `true` or `false`, else categories; text only when given. White space around cells is dropped but in text.
 * Columns of text have no missing values. A filling mean or mode is that of the whole text: to keep test rows out of it,
 * split the text first, or drop.
 *
 * @param text The text, by RFC 4180; a byte-order mark and empty lines are skipped
 * @param options Header, types, categories and missing values
 * @returns The table
 * @throws {DataError} When the text is not CSV or empty, a row has too few or too many cells, a cell does not fit the type of its
 * column, or a value is missing
 *
 * @example A number, a category, a truth value
 * ```ts
 * import { readTable } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const table = readTable("size,colour,sold\n1.5,red,true\n?,blue,false\n2.5,red,true\n", { missing: "fill" });
 * assertEquals(table.columns.map(({ type }) => type), ["number", "category", "boolean"]);
 * const [size] = table.columns;
 * assertEquals(size?.type === "number" && [...size.values], [1.5, 2, 2.5]);
 * ```
 */
export function readTable(text: string, options: TableOptions = {}): Table {
  const { header = true, separator = ",", missing = "error" } = options;
  const records = parseRecords(text, separator);
  const line = (record: number) => lineOfRecord(text, record);
  if (records.length === 0) throw noRows(header);

  const names = header ? columnNames(what, records[0]!, line(0)) : numberedNames(records[0]!);
  const rows = header ? records.slice(1) : records;
  if (rows.length === 0) throw noRows(header);
  const lineOf = (row: number) => line(header ? row + 1 : row);
  rows.forEach((row, i) => checkWidth(what, row, names, () => lineOf(i)));

  const absent = new Set(options.missingValues ?? usual);
  const schema = completeSchema(names, rows, options, absent);
  return buildTable({ rows, lineOf, missing: absent }, schema, missing);
}

function parseRecords(text: string, separator: string): string[][] {
  try {
    return parse(text, { separator });
  } catch (error) {
    throw notCsv(what, error);
  }
}
