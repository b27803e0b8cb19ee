/**
 * A file of a graph folder: CSV with a header, whose errors name the file and the line.
 *
 * @module
 */
import { parse } from "@std/csv/parse";
import { DataError } from "../data_error.ts";
import { numberIn } from "../table/cells.ts";
import { lineOfRecord } from "../table/record_lines.ts";
import { checkWidth, columnNames, notCsv } from "../table/table_options.ts";

/** A CSV file with a header, whose errors name the file and the line. */
export class GraphFile {
  readonly #name: string;
  readonly #text: string;
  readonly #names: readonly string[];
  readonly #rows: readonly (readonly string[])[];

  constructor(name: string, text: string) {
    this.#name = name;
    this.#text = text;
    const [header, ...rows] = this.#parse();
    if (header === undefined) {
      throw new DataError(
        `Cannot read ${name} as it must have a header: current text is empty`,
      );
    }
    this.#names = columnNames(name, header, 1);
    this.#rows = rows;
    rows.forEach((row, i) => checkWidth(name, row, this.#names, () => this.#lineOf(i)));
  }

  /** The number of rows below the header. */
  get length(): number {
    return this.#rows.length;
  }

  /** Whether there is a column of that name. */
  has(column: string): boolean {
    return this.#names.includes(column);
  }

  /** The cells of a column. */
  cells(column: string): string[] {
    const position = this.#names.indexOf(column);
    if (position < 0) {
      throw new DataError(
        `Cannot read ${this.#name} as it must have a column "${column}": current columns are ${
          this.#names.map((name) => `"${name}"`).join(", ")
        }`,
        { line: 1, column },
      );
    }
    return this.#rows.map((row) => row[position]!.trim());
  }

  /** A column of numbers. */
  numbers(column: string): Float32Array {
    return Float32Array.from(
      this.cells(column),
      (cell, row) =>
        numberIn(cell) ??
          this.refuse(row, column, "must hold numbers", `"${cell}"`),
    );
  }

  /** A column of whole numbers in [low, high). */
  wholeNumbers(column: string, low: number, high: number): Int32Array {
    return Int32Array.from(this.cells(column), (cell, row) => {
      const value = /^-?\d+$/.test(cell) ? Number(cell) : NaN;
      if (value >= low && value < high) return value;
      const rule = `must hold whole numbers in [${low}, ${high})`;
      return this.refuse(row, column, rule, `"${cell}"`);
    });
  }

  /** Throws the error for a cell. */
  refuse(row: number, column: string, rule: string, state: string): never {
    const line = this.#lineOf(row);
    throw new DataError(
      `Cannot read ${this.#name} as column "${column}" ${rule}: current value on line ${line} is ${state}`,
      { line, column },
    );
  }

  #lineOf(row: number): number {
    return lineOfRecord(this.#text, row + 1);
  }

  #parse(): string[][] {
    try {
      return parse(this.#text);
    } catch (error) {
      throw notCsv(this.#name, error);
    }
  }
}
