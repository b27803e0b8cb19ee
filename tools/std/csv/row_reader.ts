import type { ParseOptions } from "./parse_options.ts";
import { RecordParser } from "./record_parser.ts";

/** A record: a list of fields, or an object where columns have names. */
export type Row = string[] | Record<string, string>;

/** Reads rows from lines: counts fields, takes the header, names the columns. */
export class RowReader {
  readonly #options: ParseOptions;
  readonly #records: RecordParser;
  #width: number | undefined;
  #columns: readonly string[] | undefined;
  #isFirstLine = true;
  #isFirstRow = true;

  constructor(options: ParseOptions) {
    this.#options = options;
    this.#columns = options.columns;
    this.#records = new RecordParser({
      separator: options.separator ?? ",",
      comment: options.comment,
      trimLeadingSpace: options.trimLeadingSpace ?? false,
      lazyQuotes: options.lazyQuotes ?? false,
    });
  }

  /** The row that a line ends, if it ends one. The line comes without its `\n`. */
  push(line: string): Row | undefined {
    if (this.#isFirstLine) {
      this.#isFirstLine = false;
      if (line.startsWith("\ufeff")) line = line.slice(1);
    }
    return this.#row(
      this.#records.push(line.endsWith("\r") ? line.slice(0, -1) : line),
    );
  }

  /** The row that the end of the text ends, if it ends one. */
  end(): Row | undefined {
    return this.#row(this.#records.end());
  }

  /** Whether the header was wanted and never came. */
  get isHeaderMissing(): boolean {
    return this.#isFirstRow && this.#options.skipFirstRow === true;
  }

  #row(fields: string[] | undefined): Row | undefined {
    if (fields === undefined || fields.length === 0) return undefined;
    this.#checkWidth(fields);
    if (this.#isFirstRow) {
      this.#isFirstRow = false;
      if (this.#options.skipFirstRow) {
        this.#columns ??= fields;
        return undefined;
      }
    }
    return this.#columns ? this.#named(fields, this.#columns) : fields;
  }

  #checkWidth(fields: string[]): void {
    const { fieldsPerRecord = -1 } = this.#options;
    if (fieldsPerRecord < 0) return;
    this.#width ??= fieldsPerRecord || fields.length;
    if (fields.length === this.#width) return;
    throw new SyntaxError(
      `Syntax error on line ${this.#records.recordNumber}: ` +
        `expected ${this.#width} fields but got ${fields.length}`,
    );
  }

  #named(fields: string[], columns: readonly string[]): Record<string, string> {
    if (fields.length !== columns.length) {
      throw new Error(
        `Syntax error on line ${this.#records.recordNumber}: ` +
          `The record has ${fields.length} fields, but the header has ${columns.length} fields`,
      );
    }
    return Object.fromEntries(columns.map((name, i) => [name, fields[i]!]));
  }
}
