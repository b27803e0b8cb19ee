/**
 * Writing a file whole or not at all.
 *
 * @module
 */
import { open, rename, rm } from "node:fs/promises";
import { FileError } from "./file_error.ts";
import { toPath } from "./path.ts";

/**
 * Writes a file so that its place holds either what was there before or all of `content`, whatever goes wrong. 原子写入
 *
 * The content goes to a new file beside it (`<name>.<random>.part`), reaches the disk, and takes the name in one step. If that fails, the
 * new file is removed and the earlier one is as it was. Needs permission to write to the folder.
 *
 * @param path The file
 * @param content Bytes, or text that becomes UTF-8
 * @throws {FileError} When the folder is missing, access is not allowed, or the disk is full
 *
 * @example A log that is always whole
 * ```ts
 * import { replaceFile } from "@chainrule/formats/files";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await replaceFile(`${folder}/log.csv`, "epoch,loss\n1,0.5\n");
 * assertEquals(await Deno.readTextFile(`${folder}/log.csv`), "epoch,loss\n1,0.5\n");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function replaceFile(path: string | URL, content: Uint8Array | string): Promise<void> {
  const target = toPath(path);
  const part = `${target}.${crypto.randomUUID()}.part`;
  try {
    await writeToDisk(part, content);
    await rename(part, target);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => {});
    throw new FileError("write", target, cause);
  }
}

async function writeToDisk(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
