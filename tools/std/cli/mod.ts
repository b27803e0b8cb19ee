/**
 * Command lines: a stand-in for the part of JSR's `@std/cli` that this project uses.
 *
 * @example Options of a program
 * ```ts
 * import { parseArgs } from "@std/cli";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseArgs(["--epochs", "5", "train"]), { epochs: 5, _: ["train"] });
 * ```
 *
 * @module
 */

export * from "./parse_args.ts";
