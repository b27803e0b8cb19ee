/**
 * Reading an IDX file.
 *
 * @module
 */
import type { IdxArray } from "../idx/idx_array.ts";
import { readIdx } from "../idx/read_idx.ts";
import { readBytes } from "./read_whole.ts";

/**
 * Reads an IDX file, packed with gzip or not. Needs permission to read the file. 从文件读取 IDX
 *
 * @param path The file
 * @returns The array
 * @throws {DataError} When the file cannot be read, or `readIdx` refuses its bytes
 *
 * @example A file of three labels
 * ```ts
 * import { loadIdx } from "@chainrule/data/files";
 * import { writeFile } from "node:fs/promises";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * await writeFile(path, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1));
 * assertEquals((await loadIdx(path)).shape, [3]);
 * ```
 */
export async function loadIdx(path: string | URL): Promise<IdxArray> {
  return await readIdx(await readBytes(path));
}
