import { checkSeparator, lineOf } from "./line.ts";

/** A key of an object, or an index of a list. */
export type PropertyAccessor = number | string;

/** A column: the way to its values, and its name. */
export type ColumnDetails = {
  /** Its name; the last accessor by default. */
  header?: string;
  /** The way to its value in a record, through nested ones where it is a list. */
  prop: PropertyAccessor | PropertyAccessor[];
};

/** A column, or only the way to its values. */
export type Column = ColumnDetails | PropertyAccessor | PropertyAccessor[];

/** A record: an object, or a list. */
export type DataItem = Readonly<Record<string, unknown> | unknown[]>;

/** How {@linkcode stringify} writes. */
export type StringifyOptions = {
  /**
   * Whether the names of the columns come first.
   *
   * @default {true}
   */
  headers?: boolean;
  /**
   * What stands between two fields.
   *
   * @default {","}
   */
  separator?: string;
  /**
   * The columns; records that are objects need them.
   *
   * @default {[]}
   */
  columns?: readonly Column[];
  /**
   * Whether a byte-order mark comes first.
   *
   * @default {false}
   */
  bom?: boolean;
};

/**
 * Writes records as CSV text.
 *
 * @param data The records
 * @param options How to write them
 * @returns The text, lines ending in `\r\n`
 * @throws {TypeError} When the separator holds a quote or a line end, when an object comes without
 * columns, or when a list is accessed by a name
 *
 * @example Chosen columns
 * ```ts
 * import { stringify } from "@std/csv/stringify";
 * import { assertEquals } from "@std/assert";
 *
 * const data = [{ name: "a,b", size: { width: 2 } }];
 *
 * assertEquals(
 *   stringify(data, { columns: ["name", ["size", "width"]] }),
 *   'name,width\r\n"a,b",2\r\n',
 * );
 * ```
 */
export function stringify(
  data: readonly DataItem[],
  options: StringifyOptions = {},
): string {
  const { headers = true, separator = ",", columns = [], bom = false } = options;
  checkSeparator(separator);
  const details = columns.map(detailsOf);
  const rows = data.map((item) => details.length > 0 ? details.map(valueIn(item)) : fields(item));
  if (headers && details.length > 0) {
    rows.unshift(details.map(({ header }) => header));
  }
  return (bom ? "\ufeff" : "") +
    rows.map((row) => lineOf(row, separator)).join("");
}

interface Details {
  readonly header: string;
  readonly path: readonly PropertyAccessor[];
}

function detailsOf(column: Column): Details {
  const { header, prop } = typeof column === "object" && !Array.isArray(column) ? column : { prop: column };
  const path = Array.isArray(prop) ? prop : [prop];
  return { header: header ?? String(path.at(-1)), path };
}

function valueIn(item: DataItem): (column: Details) => unknown {
  return ({ path }) => path.reduce(step, item);
}

/** What lies behind one accessor; what is no object is kept as it is. */
function step(value: unknown, accessor: PropertyAccessor): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value) && typeof accessor !== "number") {
    throw new TypeError('Property accessor is not of type "number"');
  }
  return Reflect.get(value, accessor);
}

function fields(item: DataItem): unknown[] {
  if (Array.isArray(item)) return [...item];
  throw new TypeError("No property accessor function was provided for object");
}
