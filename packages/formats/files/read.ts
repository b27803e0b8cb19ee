/**
 * Reading a file and making sense of it.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { FormatError } from "../format_error.ts";
import { FileError } from "./file_error.ts";
import { toPath } from "./path.ts";

/** What `decode` makes of the file; whatever is wrong with it, the error names it. */
export async function read<T>(path: string | URL, decode: (bytes: Uint8Array) => T): Promise<T> {
  const file = toPath(path);
  const bytes = await readFile(file).catch((cause) => {
    throw new FileError("load", file, cause);
  });
  try {
    return decode(bytes);
  } catch (cause) {
    throw cause instanceof FormatError ? new FileError("load", file, cause) : cause;
  }
}
