/**
 * Finding out before training what could not be written after it.
 *
 * @module
 */
import { FileError } from "@chainrule/formats/files";
import { dirname } from "node:path";
import { RunError } from "../cli/failure.ts";

/**
 * Checks that a file can be written to `path`.
 *
 * @throws {RunError} When a folder has its name
 * @throws {FileError} When its folder is missing or may not be written to
 */
export async function checkPlace(path: string): Promise<void> {
  if (await isFolder(path)) throw new RunError(`Cannot write ${path} as it must be a file: it is a folder`);
  await attempt("write", path, () => tryToWrite(dirname(path)));
}

/**
 * Checks that files can be written to a folder; one that is missing is made.
 *
 * @throws {FileError} When that is not so
 */
export async function checkFolder(folder: string): Promise<void> {
  await attempt("write to", folder, async () => {
    await Deno.mkdir(folder, { recursive: true });
    await tryToWrite(folder);
  });
}

async function tryToWrite(folder: string): Promise<void> {
  await Deno.remove(await Deno.makeTempFile({ dir: folder, suffix: ".part" }));
}

async function isFolder(path: string): Promise<boolean> {
  const found = await Deno.stat(path).catch(() => null);
  return found?.isDirectory ?? false;
}

async function attempt(action: string, path: string, f: () => Promise<void>): Promise<void> {
  try {
    await f();
  } catch (cause) {
    throw new FileError(action, path, cause);
  }
}
