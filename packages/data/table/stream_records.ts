/**
 * The records of a CSV stream.
 *
 * @module
 */
import { CsvParseStream } from "@std/csv/parse-stream";
import { chunksOf } from "../chunks_of.ts";
import { DataError } from "../data_error.ts";
import { RecordLines } from "./record_lines.ts";
import { notCsv } from "./table_options.ts";

/** The cells of a record, and the line on which it begins. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The records of a stream, one by one. */
export async function* streamRecords(
  stream: ReadableStream<Uint8Array> | ReadableStream<string>,
  separator: string,
): AsyncGenerator<CsvRecord, void> {
  const lines = new RecordLines();
  const rows = (stream as ReadableStream<Uint8Array | string>)
    .pipeThrough(decoding())
    .pipeThrough(following(lines))
    .pipeThrough(new CsvParseStream({ separator }));
  try {
    for await (const cells of chunksOf<string[]>(rows)) {
      yield { cells, line: lines.starts.shift()! };
    }
  } catch (error) {
    throw notCsv("a table", error);
  }
}

function decoding(): TransformStream<Uint8Array | string, string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (cause) {
      throw new DataError(
        "Cannot read a table as its bytes must be text in UTF-8: current bytes are not",
        { cause },
      );
    }
  };
  return new TransformStream({
    transform: (chunk, controller) => controller.enqueue(typeof chunk === "string" ? chunk : decode(chunk)),
    flush: (controller) => controller.enqueue(decode()),
  });
}

function following(lines: RecordLines): TransformStream<string, string> {
  return new TransformStream({
    transform(text, controller) {
      lines.push(text);
      controller.enqueue(text);
    },
    flush: () => lines.end(),
  });
}

/** The next `count` items, fewer at the end. */
export async function take<T>(
  items: AsyncIterator<T>,
  count: number,
): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const { done, value } = await items.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
