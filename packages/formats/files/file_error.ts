/**
 * The error that files give.
 *
 * @module
 */
import { FormatError } from "../format_error.ts";

/**
 * Thrown when a file cannot be read or written, or is not what it should be. The message reads `Cannot <action> <path> as <rule>: current
 * <state>`, and the error of the system is the cause.
 *
 * @example A file that is not there
 * ```ts
 * import { FileError, loadTensors } from "@chainrule/formats/files";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => loadTensors("no/such/file"), FileError, "it and its folder must exist");
 * ```
 */
export class FileError extends Error {
  /** The file or folder. */
  readonly path: string;

  /**
   * Says what could not be done with which file, and why.
   *
   * @param action What could not be done, for example `load`
   * @param path The file or folder
   * @param cause What the system or the format had to say
   */
  constructor(action: string, path: string, cause: unknown) {
    super(`Cannot ${action} ${path} as ${reasonOf(cause)}`, { cause });
    this.name = "FileError";
    this.path = path;
  }
}

/** What must be so, by the code of the system's error. */
const rules: Readonly<Record<string, string>> = {
  ENOENT: "it and its folder must exist",
  ENOTDIR: "all of its path but the last name must be folders",
  EISDIR: "it must be a file and not a folder",
  EEXIST: "nothing else may be in its place",
  EACCES: "access must be allowed",
  EPERM: "access must be allowed",
  EROFS: "the disk must not be read-only",
  ENOSPC: "the disk must have room",
  EDQUOT: "the disk quota must have room",
  EFBIG: "files of that size must be allowed",
  ENAMETOOLONG: "its name must be shorter",
  EMFILE: "fewer files must be open",
};

function reasonOf(cause: unknown): string {
  if (cause instanceof FormatError) return cause.reason;
  if (!(cause instanceof Error)) return `the system must allow it: current error is ${cause}`;
  if (cause.name === "NotCapable") return `access must be allowed: currently it ${cause.message.replace(/^R/, "r")}`;
  const { code } = cause as { code?: string };
  return `${rules[code ?? ""] ?? "the system must allow it"}: current error is ${cause.message}`;
}
