/**
 * Reading a whole file.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { DataError } from "../data_error.ts";

/** The bytes of a file. */
export async function readBytes(path: string | URL): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** The text of a file in UTF-8. */
export async function readText(path: string | URL): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DataError(
      `Cannot read ${path} as its bytes must be text in UTF-8: current bytes are not`,
      { cause },
    );
  }
}

/** The error for a file that the system does not let us read. */
export function unreadable(path: string | URL, cause: unknown): DataError {
  return new DataError(
    `Cannot read ${path} as it must be a readable file: current state is "${
      cause instanceof Error ? cause.message : cause
    }"`,
    { cause },
  );
}

/** Whether an error says that there is no such file. */
export function isNotFound(error: unknown): boolean {
  const cause = error instanceof DataError ? error.cause : error;
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
