/**
 * What type each column of a table has, given or inferred.
 *
 * @module
 */
import { DataError } from "../data_error.ts";
import { booleanIn, numberIn } from "./cells.ts";
import type { ColumnType, Table } from "./table.ts";
import { quoted } from "./table.ts";

/** The types of columns, as far as they are given. */
export interface TableSchema {
  /** The type of a column by its name; the others are inferred. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** The categories of a column by its name, in order; the others are those found, sorted. */
  readonly categories?: Readonly<Record<string, readonly string[]>>;
}

/** The type of one column, with everything that reading its cells needs. */
export interface ColumnSchema {
  readonly name: string;
  readonly type: ColumnType;
  /** The position of each category, for columns of categories. */
  readonly codes: ReadonlyMap<string, number>;
}

/**
 * The types and categories of the columns of a table, to read another text in the same way. 表结构
 *
 * @param table The table
 * @param names The columns to tell of. @default all columns
 * @returns What `readTable` and `streamTable` take among their options
 *
 * @example New rows get the codes of the old ones
 * ```ts
 * import { readTable, schemaOf } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const seen = readTable("colour\nred\ngreen\nblue\n");
 * const [colour] = readTable("colour\nred\n", schemaOf(seen)).columns;
 * assertEquals(colour?.type === "category" && [...colour.codes], [2]);
 * ```
 */
export function schemaOf(
  table: Table,
  names?: readonly string[],
): Required<TableSchema> {
  const columns = table.columns.filter(({ name }) => names === undefined || names.includes(name));
  return {
    types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    categories: Object.fromEntries(
      columns.flatMap((column) => column.type === "category" ? [[column.name, column.categories]] : []),
    ),
  };
}

/** Completes what is given by what the rows show. */
export function completeSchema(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  { types = {}, categories = {} }: TableSchema,
  missing: ReadonlySet<string>,
): ColumnSchema[] {
  for (const name of [...Object.keys(types), ...Object.keys(categories)]) {
    if (names.includes(name)) continue;
    throw new DataError(
      `Cannot read a table as its types must be for columns that it has, ${quoted(names)}: current column is "${name}"`,
      { column: name },
    );
  }
  return names.map((name, i) => {
    const found = rows.map((row) => row[i]!.trim())
      .filter((cell) => !missing.has(cell));
    const given = categoriesOf(name, categories);
    const type = ownValue(types, name) ??
      (given === undefined ? inferType(name, found) : "category");
    const listed = given ??
      [...new Set(type === "category" ? found : [])].sort();
    return { name, type, codes: new Map(listed.map((value, i) => [value, i])) };
  });
}

/**
 * Columns are of numbers when more than half of their cells are: a stray word among numbers is a mistake to report, not a
 * reason to take the numbers for categories.
 */
function inferType(name: string, cells: readonly string[]): ColumnType {
  if (cells.length === 0) {
    throw new DataError(
      `Cannot infer the type of column "${name}" as it must have a value: current values are all missing; give its type`,
      { column: name },
    );
  }
  const isNumber = (cell: string) => numberIn(cell) !== undefined;
  if (cells.filter(isNumber).length * 2 > cells.length) return "number";
  return cells.every((cell) => booleanIn(cell) !== undefined) ? "boolean" : "category";
}

function categoriesOf(
  name: string,
  categories: Readonly<Record<string, readonly string[]>>,
): readonly string[] | undefined {
  const given = ownValue(categories, name);
  if (given === undefined || new Set(given).size === given.length) return given;
  throw new DataError(
    `Cannot read column "${name}" as each category must be given once: current categories are ${quoted(given)}`,
    { column: name },
  );
}

/** A column may be named like a method that every object has. */
function ownValue<T>(
  record: Readonly<Record<string, T>>,
  name: string,
): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
