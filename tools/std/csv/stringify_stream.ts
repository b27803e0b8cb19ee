import { checkSeparator, lineOf } from "./line.ts";

/** How {@linkcode CsvStringifyStream} writes. */
export interface CsvStringifyStreamOptions {
  /**
   * What stands between two fields.
   *
   * @default {","}
   */
  readonly separator?: string;
  /** The keys of the values to write, for records that are objects; they are the first line too. */
  readonly columns?: readonly string[];
}

/** The records that options of type `T` take. */
export type CsvStringifyStreamInput<T> = T extends { columns: readonly string[] } ? Record<string, unknown>
  : readonly unknown[];

/**
 * Writes a stream of records as CSV text.
 *
 * @example Objects
 * ```ts
 * import { CsvStringifyStream } from "@std/csv/stringify-stream";
 * import { assertEquals } from "@std/assert";
 *
 * const text = ReadableStream.from([{ x: 1, y: 2 }])
 *   .pipeThrough(new CsvStringifyStream({ columns: ["y", "x"] }));
 *
 * assertEquals(await Array.fromAsync(text), ["y,x\r\n", "2,1\r\n"]);
 * ```
 */
export class CsvStringifyStream<const T extends CsvStringifyStreamOptions>
  extends TransformStream<CsvStringifyStreamInput<T>, string> {
  /**
   * Makes a stream.
   *
   * @param options How to write
   */
  constructor(options?: T) {
    const { separator = ",", columns } = options ?? {};
    checkSeparator(separator);
    super({
      start(controller) {
        if (columns && columns.length > 0) {
          controller.enqueue(lineOf(columns, separator));
        }
      },
      transform(record, controller) {
        const row = columns ? columns.map((name) => Reflect.get(record, name)) : record as readonly unknown[];
        controller.enqueue(lineOf(row, separator));
      },
    });
  }
}
