/**
 * From rows of cells to typed columns.
 *
 * @module
 */
import { DataError } from "../data_error.ts";
import { booleanIn, numberIn } from "./cells.ts";
import type { ColumnSchema } from "./schema.ts";
import type { Column, Table } from "./table.ts";
import { quoted } from "./table.ts";

/** What happens to missing values: an error, the mean (numbers) or the most frequent value (others), or the row is left out. */
export type MissingPolicy = "error" | "fill" | "drop";

/** Rows of cells, and what is needed to read them. */
export interface Cells {
  readonly rows: readonly (readonly string[])[];
  /** The line of the text on which a row begins. */
  readonly lineOf: (row: number) => number;
  /** What stands for a missing value. */
  readonly missing: ReadonlySet<string>;
}

/** Reads the cells as the schema says. */
export function buildTable(
  cells: Cells,
  schema: readonly ColumnSchema[],
  policy: MissingPolicy,
): Table {
  const columns = schema.map((column, i) => readColumn(cells, column, i, policy));
  const kept = policy === "drop" ? completeRows(columns, cells.rows.length) : null;
  return {
    length: kept?.length ?? cells.rows.length,
    columns: columns.map(({ values }, i) => makeColumn(schema[i]!, values, kept)),
  };
}

/** The values of a column as numbers, NaN where one is missing; text as it is. */
interface RawColumn {
  readonly values: Float64Array | readonly string[];
}

function readColumn(
  cells: Cells,
  schema: ColumnSchema,
  column: number,
  policy: MissingPolicy,
): RawColumn {
  const { rows, missing } = cells;
  if (schema.type === "text") {
    return { values: rows.map((row) => row[column]!) };
  }
  const values = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const cell = rows[row]![column]!.trim();
    const value = missing.has(cell) ? NaN : valueOf(cell, schema);
    if (value === undefined) throw wrongCell(cell, schema, cells.lineOf(row));
    if (Number.isNaN(value) && policy === "error") {
      throw missingCell(cell, schema, cells.lineOf(row));
    }
    values[row] = value;
  }
  if (policy === "fill") fill(values, schema);
  return { values };
}

function valueOf(
  cell: string,
  { type, codes }: ColumnSchema,
): number | undefined {
  if (type === "number") return numberIn(cell);
  if (type === "category") return codes.get(cell);
  const truth = booleanIn(cell);
  return truth === undefined ? undefined : Number(truth);
}

function fill(values: Float64Array, schema: ColumnSchema): void {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === values.length) return;
  if (known.length === 0) {
    throw new DataError(
      `Cannot fill column "${schema.name}" as it must have a value: current values are all missing`,
      { column: schema.name },
    );
  }
  const filling = schema.type === "number" ? mean(known) : mode(known);
  values.forEach((value, row) => {
    if (Number.isNaN(value)) values[row] = filling;
  });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The most frequent value; of several, the smallest. */
function mode(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of values.sort()) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)![0];
}

function completeRows(columns: readonly RawColumn[], length: number): number[] {
  return Array.from({ length }, (_, row) => row).filter((row) =>
    columns.every(({ values }) => !Number.isNaN(values[row]))
  );
}

function makeColumn(
  { name, type, codes }: ColumnSchema,
  all: RawColumn["values"],
  kept: readonly number[] | null,
): Column {
  const values = kept === null ? all : kept.map((row) => all[row]!);
  switch (type) {
    case "text":
      return { name, type, values: values as string[] };
    case "number":
      return { name, type, values: Float64Array.from(values as number[]) };
    case "boolean":
      return { name, type, values: Uint8Array.from(values as number[]) };
    case "category":
      return {
        name,
        type,
        codes: Int32Array.from(values as number[]),
        categories: [...codes.keys()],
      };
  }
}

function wrongCell(
  cell: string,
  schema: ColumnSchema,
  line: number,
): DataError {
  const { name, type, codes } = schema;
  const rule = {
    number: "hold numbers",
    boolean: "hold true or false",
    category: `hold one of ${quoted([...codes.keys()])}`,
    text: "hold text",
  }[type];
  const cure = type === "category"
    ? "give its categories"
    : "correct the cell, name it as a missing value, or give the column another type";
  return new DataError(
    `Cannot read column "${name}" as it must ${rule}: current value on line ${line} is "${cell}"; ${cure}`,
    { line, column: name },
  );
}

function missingCell(
  cell: string,
  { name }: ColumnSchema,
  line: number,
): DataError {
  return new DataError(
    `Cannot read column "${name}" as it must have no missing value: current value on line ${line} is "${cell}"; fill missing values, or drop their rows`,
    { line, column: name },
  );
}
