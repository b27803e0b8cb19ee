/**
 * Reading a table from a file, piece by piece.
 *
 * @module
 */
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import type { StreamTableOptions } from "../table/stream_table.ts";
import { streamTable } from "../table/stream_table.ts";
import type { Table } from "../table/table.ts";
import { unreadable } from "./read_whole.ts";

/**
 * Reads a CSV file that may be larger than memory, a piece at a time. Needs permission to read the file. 流式读取文件
 *
 * @param path The file, in UTF-8
 * @param options What `streamTable` takes
 * @returns Tables of at most `batchSize` rows
 * @throws {DataError} When the file cannot be read, or `streamTable` refuses its text
 *
 * @example Pieces of a file
 * ```ts
 * import { streamTableFile } from "@chainrule/data/files";
 * import { writeFile } from "node:fs/promises";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile({ suffix: ".csv" });
 * await writeFile(path, "x\n1\n2\n3\n");
 * const lengths: number[] = [];
 * for await (const table of streamTableFile(path, { batchSize: 2 })) lengths.push(table.length);
 * assertEquals(lengths, [2, 1]);
 * ```
 */
export async function* streamTableFile(
  path: string | URL,
  options: StreamTableOptions = {},
): AsyncGenerator<Table, void> {
  const file = await opened(path);
  try {
    yield* streamTable(bytesOf(file, path), options);
  } finally {
    await file.close();
  }
}

const pieceBytes = 65536;

async function opened(path: string | URL): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function bytesOf(
  file: FileHandle,
  path: string | URL,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      try {
        const piece = new Uint8Array(pieceBytes);
        const { bytesRead } = await file.read(piece, 0, pieceBytes);
        if (bytesRead === 0) controller.close();
        else controller.enqueue(piece.subarray(0, bytesRead));
      } catch (cause) {
        throw unreadable(path, cause);
      }
    },
  });
}
