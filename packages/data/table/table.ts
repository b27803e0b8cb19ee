/**
 * A table: named columns of one length, each of one type.
 *
 * @module
 */

/** What a column holds. */
export type ColumnType = "number" | "category" | "boolean" | "text";

/** A column of numbers. */
export interface NumberColumn {
  /** The name of the column. */
  readonly name: string;
  /** What the column holds. */
  readonly type: "number";
  /** One number a row. */
  readonly values: Float64Array;
}

/** A column that takes one of a few values. */
export interface CategoryColumn {
  /** The name of the column. */
  readonly name: string;
  /** What the column holds. */
  readonly type: "category";
  /** For each row the position of its category. */
  readonly codes: Int32Array;
  /** The categories, sorted unless they were given. */
  readonly categories: readonly string[];
}

/** A column of truth values. */
export interface BooleanColumn {
  /** The name of the column. */
  readonly name: string;
  /** What the column holds. */
  readonly type: "boolean";
  /** For each row 1 if true, 0 if false. */
  readonly values: Uint8Array;
}

/** A column of free text, such as names or remarks; it is no feature of its own. */
export interface TextColumn {
  /** The name of the column. */
  readonly name: string;
  /** What the column holds. */
  readonly type: "text";
  /** One text a row. */
  readonly values: readonly string[];
}

/** A column of any type; `type` tells which. */
export type Column = NumberColumn | CategoryColumn | BooleanColumn | TextColumn;

/** Named columns of one length, each of one type. 数据表 */
export interface Table {
  /** The number of rows. */
  readonly length: number;
  /** The columns, from left to right. */
  readonly columns: readonly Column[];
}

/**
 * The column of a given name. 列
 *
 * @param table The table
 * @param name The name of the column
 * @returns The column
 * @throws {RangeError} When no column has the name
 *
 * @example The ages
 * ```ts
 * import { columnOf, readTable } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const ages = columnOf(readTable("name,age\nAda,36\nAlan,41\n"), "age");
 * assertEquals(ages.type === "number" && [...ages.values], [36, 41]);
 * ```
 */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((column) => column.name === name);
  if (column !== undefined) return column;
  throw new RangeError(
    `Cannot take a column as its name must be one of ${
      quoted(table.columns.map(({ name }) => name))
    }: current name is "${name}"`,
  );
}

/** Names as messages list them. */
export function quoted(names: readonly string[]): string {
  const most = 20;
  const listed = names.slice(0, most).map((name) => `"${name}"`).join(", ");
  return names.length > most ? `${listed} and ${names.length - most} more` : listed;
}
