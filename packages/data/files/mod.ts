/**
 * Reading data from files, in Deno, Node and Bun. Needs permission to read them (`--allow-read` in Deno).
 *
 * @example A table from a file
 * ```ts
 * import { toFeatures } from "@chainrule/data";
 * import { loadTable } from "@chainrule/data/files";
 * import { writeFile } from "node:fs/promises";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile({ suffix: ".csv" });
 * await writeFile(path, "x,label\n1,0\n3,1\n");
 * const { x } = toFeatures(await loadTable(path), { target: "label" });
 * assertEquals(x.toArray(), [[1], [3]]);
 * ```
 *
 * @module
 */
export * from "./load_graph_folder.ts";
export * from "./load_idx.ts";
export * from "./load_table.ts";
export * from "./stream_table_file.ts";
