import type { ParseOptions, ParseResult } from "./parse_options.ts";
import { type Row, RowReader } from "./row_reader.ts";

/** How {@linkcode CsvParseStream} reads. */
export type CsvParseStreamOptions = ParseOptions;

/** The rows that options of type `T` give. */
export type RowType<T> = T extends undefined ? string[]
  : ParseResult<CsvParseStreamOptions, T>[number];

/**
 * Reads CSV from a stream of text, holding no more of it than a chunk and a record.
 *
 * @example Columns of a stream
 * ```ts
 * import { CsvParseStream } from "@std/csv/parse-stream";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = ReadableStream.from(["x,", "y\n1,2", "\n"])
 *   .pipeThrough(new CsvParseStream({ skipFirstRow: true }));
 *
 * assertEquals(await Array.fromAsync(rows), [{ x: "1", y: "2" }]);
 * ```
 */
export class CsvParseStream<
  const T extends CsvParseStreamOptions | undefined = undefined,
> implements TransformStream<string, RowType<T>> {
  /** Where the rows come out. */
  readonly readable: ReadableStream<RowType<T>>;
  /** Where the text goes in. */
  readonly writable: WritableStream<string>;

  /**
   * Makes a stream.
   *
   * @param options How to read
   */
  constructor(options?: T) {
    const reader = new RowReader(options ?? {});
    let rest = "";
    const { readable, writable } = new TransformStream<string, Row>({
      transform(chunk, controller) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop()!;
        for (const line of lines) send(reader.push(line), controller);
      },
      flush(controller) {
        if (rest !== "") send(reader.push(rest), controller);
        send(reader.end(), controller);
      },
    });
    this.readable = readable as ReadableStream<RowType<T>>;
    this.writable = writable;
  }
}

function send(
  row: Row | undefined,
  controller: TransformStreamDefaultController<Row>,
): void {
  if (row) controller.enqueue(row);
}
