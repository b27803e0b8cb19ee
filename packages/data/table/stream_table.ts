/**
 * Reading a table from a stream, piece by piece.
 *
 * @module
 */
import { buildTable } from "./build_table.ts";
import { missingValues as usual } from "./cells.ts";
import { completeSchema } from "./schema.ts";
import type { CsvRecord } from "./stream_records.ts";
import { streamRecords, take } from "./stream_records.ts";
import type { Table } from "./table.ts";
import type { TableOptions } from "./table_options.ts";
import { checkWidth, columnNames, noRows, numberedNames } from "./table_options.ts";

const what = "a table";

/** How `streamTable` reads. */
export interface StreamTableOptions extends Omit<TableOptions, "missing"> {
  /** What happens to missing values: an error, or their rows are left out. @default "error" */
  readonly missing?: "error" | "drop";
  /** The largest number of rows in a piece. @default 1024 */
  readonly batchSize?: number;
  /** The number of rows from which types and categories that are not given are inferred. @default 1024 */
  readonly inferRows?: number;
}

/**
 * Reads CSV from a stream, a piece at a time, holding no more of it than a piece and the rows that types are inferred from. 流式读取
 *
 * All pieces have the same columns, types and categories: those given, completed by what the first rows show. A category that
 * appears later is an error that says so; give `categories` where the first rows may not show all.
 *
 * @param stream Text, or bytes of UTF-8
 * @param options Header, types, categories, missing values and sizes
 * @returns Tables of at most `batchSize` rows
 * @throws {DataError} As `readTable` does, when the piece is reached
 * @throws {RangeError} When a size is not a whole number from 1
 *
 * @example Sums without holding the file
 * ```ts
 * import { streamTable } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const file = new Blob(["n\n1\n2\n", "3\n4\n5\n"]).stream();
 * const sums: number[] = [];
 * for await (const { columns: [n] } of streamTable(file, { batchSize: 2 })) {
 *   if (n?.type === "number") sums.push(n.values.reduce((a, b) => a + b));
 * }
 * assertEquals(sums, [3, 7, 5]);
 * ```
 */
export async function* streamTable(
  stream: ReadableStream<Uint8Array> | ReadableStream<string>,
  options: StreamTableOptions = {},
): AsyncGenerator<Table, void> {
  const { header = true, separator = ",", missing = "error" } = options;
  const { batchSize = 1024, inferRows = 1024 } = options;
  checkCount("batchSize", batchSize);
  checkCount("inferRows", inferRows);
  const absent = new Set(options.missingValues ?? usual);
  const records = streamRecords(stream, separator);
  try {
    const [first] = await take(records, 1);
    if (first === undefined) throw noRows(header);
    const names = header ? columnNames(what, first.cells, first.line) : numberedNames(first.cells);
    const cellsOf = ({ cells, line }: CsvRecord) => {
      checkWidth(what, cells, names, () => line);
      return cells;
    };

    const waiting = header ? [] : [first];
    waiting.push(...await take(records, inferRows - waiting.length));
    if (waiting.length === 0) throw noRows(header);
    const shown = waiting.map(cellsOf);
    const schema = completeSchema(names, shown, options, absent);

    for (;;) {
      waiting.push(...await take(records, batchSize - waiting.length));
      if (waiting.length === 0) return;
      const batch = waiting.splice(0, batchSize);
      const lineOf = (row: number) => batch[row]!.line;
      const cells = { rows: batch.map(cellsOf), lineOf, missing: absent };
      const table = buildTable(cells, schema, missing);
      if (table.length > 0) yield table;
    }
  } finally {
    await records.return();
  }
}

function checkCount(name: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return;
  throw new RangeError(
    `Cannot stream a table as ${name} must be a whole number from 1: current ${name} is ${count}`,
  );
}
