/**
 * Reading a table from a file.
 *
 * @module
 */
import { readTable } from "../table/read_table.ts";
import type { Table } from "../table/table.ts";
import type { TableOptions } from "../table/table_options.ts";
import { readText } from "./read_whole.ts";

/**
 * Reads a CSV file into typed columns. Needs permission to read the file. 从文件读取表格
 *
 * @param path The file, in UTF-8
 * @param options What `readTable` takes
 * @returns The table
 * @throws {DataError} When the file cannot be read, or `readTable` refuses its text
 *
 * @example A file of two rows
 * ```ts
 * import { loadTable } from "@chainrule/data/files";
 * import { writeFile } from "node:fs/promises";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile({ suffix: ".csv" });
 * await writeFile(path, "x,y\n1,2\n3,4\n");
 * assertEquals((await loadTable(path)).length, 2);
 * ```
 */
export async function loadTable(
  path: string | URL,
  options: TableOptions = {},
): Promise<Table> {
  return readTable(await readText(path), options);
}
