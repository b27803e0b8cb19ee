import { assertEquals, assertStrictEquals } from "@std/assert";
import { FormatError } from "../format_error.ts";
import { FileError } from "./file_error.ts";

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}

const cases: readonly [cause: unknown, reason: string][] = [
  [
    systemError("ENOSPC", "no space left on device, write"),
    "the disk must have room: current error is ENOSPC: no space left on device, write",
  ],
  [
    systemError("EROFS", "read-only file system, open"),
    "the disk must not be read-only: current error is EROFS: read-only file system, open",
  ],
  [
    systemError("EACCES", "permission denied, open"),
    "access must be allowed: current error is EACCES: permission denied, open",
  ],
  [systemError("EIO", "i/o error, write"), "the system must allow it: current error is EIO: i/o error, write"],
  ["gone", "the system must allow it: current error is gone"],
  [null, "the system must allow it: current error is null"],
  [
    new FormatError("read a checkpoint", "its version must be 1: current version is 2"),
    "its version must be 1: current version is 2",
  ],
];

for (const [cause, reason] of cases) {
  Deno.test(`FileError says that ${reason}`, () => {
    const error = new FileError("write", "some/file", cause);
    assertEquals(error.message, `Cannot write some/file as ${reason}`);
    assertEquals(error.name, "FileError");
    assertStrictEquals(error.cause, cause);
  });
}
