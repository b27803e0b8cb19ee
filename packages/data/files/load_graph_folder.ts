/**
 * Reading a graph from a folder.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GraphFolder } from "../graph/read_graph_folder.ts";
import { readGraphFolder } from "../graph/read_graph_folder.ts";
import { isNotFound, readText } from "./read_whole.ts";

/**
 * Reads a graph from a folder with `edges.csv` and `labels.csv`, and `features.csv` and `split.csv` where it has them.
 * Needs permission to read the folder. 从文件夹读取图
 *
 * @param folder The folder
 * @returns What `readGraphFolder` gives
 * @throws {DataError} When a file cannot be read, or `readGraphFolder` refuses its text
 *
 * @example A folder with two nodes
 * ```ts
 * import { loadGraphFolder } from "@chainrule/data/files";
 * import { writeFile } from "node:fs/promises";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await writeFile(`${folder}/edges.csv`, "source,target\n0,1\n");
 * await writeFile(`${folder}/labels.csv`, "node,label\n0,0\n1,1\n");
 * assertEquals((await loadGraphFolder(folder)).nodeCount, 2);
 * ```
 */
export async function loadGraphFolder(
  folder: string | URL,
): Promise<GraphFolder> {
  const path = typeof folder === "string" ? folder : fileURLToPath(folder);
  const features = await readIfThere(join(path, "features.csv"));
  const split = await readIfThere(join(path, "split.csv"));
  return readGraphFolder({
    "edges.csv": await readText(join(path, "edges.csv")),
    "labels.csv": await readText(join(path, "labels.csv")),
    ...(features === null ? {} : { "features.csv": features }),
    ...(split === null ? {} : { "split.csv": split }),
  });
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readText(path);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
