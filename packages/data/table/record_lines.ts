/**
 * The lines on which the records of a CSV text begin.
 *
 * @module
 */

const newline = 10;
const carriageReturn = 13;
const quote = 34;
const byteOrderMark = 0xFEFF;

/**
 * Follows a CSV text, in pieces of any size, and notes the line on which each record begins. A record spans lines where
 * it has line ends between quotes, and empty lines are no records.
 */
export class RecordLines {
  /** The line, from 1, on which each record so far begins. Readers may take from the front. */
  readonly starts: number[] = [];
  #line = 1;
  #start = 1;
  #insideQuotes = false;
  #length = 0;
  #first = 0;

  /** Takes the next piece of the text. */
  push(text: string): void {
    for (let i = 0; i < text.length; i++) this.#read(text.charCodeAt(i));
  }

  /** Takes the end of the text. */
  end(): void {
    if (!this.#isEmpty) this.starts.push(this.#start);
    this.#length = 0;
  }

  #read(code: number): void {
    if (code === newline) {
      this.#line++;
      if (this.#insideQuotes) return;
      this.end();
      this.#start = this.#line;
      return;
    }
    const isMark = code === byteOrderMark && this.#line === 1 &&
      this.#length === 0;
    if (isMark) return;
    if (code === quote) this.#insideQuotes = !this.#insideQuotes;
    if (this.#length === 0) this.#first = code;
    this.#length++;
  }

  get #isEmpty(): boolean {
    return this.#length === 0 ||
      (this.#length === 1 && this.#first === carriageReturn);
  }
}

/**
 * The line on which a record of a text begins.
 *
 * @param text The whole text
 * @param record The number of the record, from 0
 * @returns The line, from 1
 */
export function lineOfRecord(text: string, record: number): number {
  const lines = new RecordLines();
  lines.push(text);
  lines.end();
  return lines.starts[record]!;
}
