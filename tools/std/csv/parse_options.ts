/** How {@linkcode parse} and {@linkcode CsvParseStream} read. */
export interface ParseOptions {
  /**
   * What stands between two fields.
   *
   * @default {","}
   */
  separator?: string;
  /**
   * What a line that is skipped begins with, white space before it not allowed. Nothing by default.
   */
  comment?: string;
  /**
   * Whether white space before a field is dropped, even where the separator is white space.
   *
   * @default {false}
   */
  trimLeadingSpace?: boolean;
  /**
   * Whether a quote may stand in an unquoted field, and a lone one in a quoted field.
   *
   * @default {false}
   */
  lazyQuotes?: boolean;
  /**
   * The number of fields that every record must have; 0 for as many as the first one has; negative
   * for any number, which is what happens without this option.
   */
  fieldsPerRecord?: number;
  /**
   * Whether the first row is not a record. It names the columns then, unless `columns` does.
   *
   * @default {false}
   */
  skipFirstRow?: boolean;
  /** The names of the columns; records are objects then. */
  columns?: readonly string[];
}

/** A record whose columns are named. */
export type RecordWithColumn<C extends string> = string extends C ? Record<string, string | undefined>
  : Record<C, string>;

/** The records that options of type `T` give: objects where columns have names, otherwise lists. */
export type ParseResult<Options, T> = T extends Options & { columns: readonly (infer C extends string)[] }
  ? RecordWithColumn<C>[]
  : T extends Options & { skipFirstRow: true } ? Record<string, string>[]
  : T extends Options & { columns?: undefined; skipFirstRow?: false | undefined } ? string[][]
  : Record<string, string | undefined>[] | string[][];
