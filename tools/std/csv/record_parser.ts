const QUOTE = '"';

/** How the fields of a record are written. */
export interface RecordSyntax {
  /** What stands between two fields. */
  readonly separator: string;
  /** What a line that is skipped begins with. */
  readonly comment: string | undefined;
  /** Whether white space before a field is dropped. */
  readonly trimLeadingSpace: boolean;
  /** Whether a quote may stand where it has no business. */
  readonly lazyQuotes: boolean;
}

/** What follows in the line: the position of a next field, or the end of a record or of a line. */
type Next = number | "record ends" | "line ends";

/**
 * Cuts lines into the fields of records (RFC 4180). Lines come one by one, so that text and streams
 * are read by the same code; a quoted field goes on over as many lines as it needs.
 */
export class RecordParser {
  readonly #syntax: RecordSyntax;
  #fields: string[] = [];
  /** The quoted field that the last line left open. */
  #open: string | undefined;
  #lastLine = "";
  #lastLineEndsOpen = false;
  #recordNumber = 0;
  #lineNumber = 0;

  constructor(syntax: RecordSyntax) {
    const breaking = ["\r", "\n", QUOTE];
    const { separator, comment } = syntax;
    if (
      breaking.includes(separator) || separator === comment ||
      comment !== undefined && breaking.includes(comment)
    ) {
      throw new Error("Cannot parse input: invalid delimiter");
    }
    this.#syntax = syntax;
  }

  /** The number of the line on which the last record began, where no earlier record spans lines. */
  get recordNumber(): number {
    return this.#recordNumber;
  }

  /** The fields of the record that this line ends; none for an empty line; `undefined` before the end. */
  push(line: string): string[] | undefined {
    let next: Next = this.#open === undefined ? this.#begin(line) : this.#resume(line);
    while (typeof next === "number") next = this.#readField(line, next);
    return next === "record ends" ? this.#fields : undefined;
  }

  /** The fields of a record that the text broke off in. */
  end(): string[] | undefined {
    if (this.#open === undefined) return undefined;
    if (!this.#syntax.lazyQuotes) {
      if (this.#lastLineEndsOpen) throw this.#strayQuote(this.#lastLine.length);
      this.#lineNumber++;
      this.#lastLine = "";
      throw this.#strayQuote(0);
    }
    this.#close();
    return this.#fields;
  }

  #begin(line: string): Next {
    this.#recordNumber++;
    this.#lineNumber = this.#recordNumber;
    this.#lastLine = line;
    this.#fields = [];
    const { comment } = this.#syntax;
    const skipped = line === "" ||
      comment !== undefined && line.startsWith(comment);
    return skipped ? "record ends" : 0;
  }

  #resume(line: string): Next {
    this.#lineNumber++;
    this.#lastLine = line;
    this.#open += "\n";
    return this.#readQuoted(line, 0);
  }

  #readField(line: string, start: number): Next {
    if (this.#syntax.trimLeadingSpace) {
      start = line.length - line.slice(start).trimStart().length;
    }
    if (!line.startsWith(QUOTE, start)) return this.#readBare(line, start);
    this.#open = "";
    return this.#readQuoted(line, start + 1);
  }

  #readBare(line: string, start: number): Next {
    const { separator, lazyQuotes } = this.#syntax;
    const end = line.indexOf(separator, start);
    const field = end < 0 ? line.slice(start) : line.slice(start, end);
    const quote = lazyQuotes ? -1 : field.indexOf(QUOTE);
    if (quote >= 0) {
      throw this.#error(start + quote, 'bare " in non-quoted-field');
    }
    this.#fields.push(field);
    return end < 0 ? "record ends" : end + separator.length;
  }

  #readQuoted(line: string, start: number): Next {
    const { separator, lazyQuotes } = this.#syntax;
    for (;;) {
      const quote = line.indexOf(QUOTE, start);
      if (quote < 0) {
        this.#open += line.slice(start);
        this.#lastLineEndsOpen = start === line.length;
        return "line ends";
      }
      this.#open += line.slice(start, quote);
      start = quote + 1;
      if (line.startsWith(QUOTE, start)) {
        this.#open += QUOTE;
        start++;
      } else if (line.startsWith(separator, start)) {
        this.#close();
        return start + separator.length;
      } else if (start === line.length) {
        this.#close();
        return "record ends";
      } else if (lazyQuotes) {
        this.#open += QUOTE;
      } else {
        throw this.#strayQuote(quote);
      }
    }
  }

  #close(): void {
    this.#fields.push(this.#open ?? "");
    this.#open = undefined;
  }

  #strayQuote(position: number): SyntaxError {
    return this.#error(position, 'extraneous or missing " in quoted-field');
  }

  /** Columns count characters, not UTF-16 units. */
  #error(position: number, problem: string): SyntaxError {
    const column = [...this.#lastLine.slice(0, position)].length + 1;
    return new SyntaxError(
      `Syntax error on line ${this.#recordNumber}; ` +
        `parse error on line ${this.#lineNumber}, column ${column}: ${problem}`,
    );
  }
}
