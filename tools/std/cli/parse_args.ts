import type { Args } from "./args.ts";
import { ArgsParser } from "./args_parser.ts";
import type { ParseOptions } from "./parse_options.ts";

export type { Args } from "./args.ts";
export type { Names, ParseOptions } from "./parse_options.ts";

/**
 * Reads the arguments of a command line into a record.
 *
 * `--name value`, `--name=value`, `-n value` and `-nvalue` set an option; `--name` and `-abc` set flags.
 * What looks like a number becomes one, except in options named in `string`. The last value of an
 * option counts, except in options named in `collect`. `--a.b 1` sets a field of a nested record. What
 * is no option, and everything after `--`, goes into `_`.
 *
 * @param args The arguments
 * @param options What is known about the options
 * @returns The options, and the other arguments in `_`
 *
 * @example Types of options
 * ```ts
 * import { parseArgs } from "@std/cli/parse-args";
 * import { assertEquals } from "@std/assert";
 *
 * const args = parseArgs(["--out=model", "--no-jit", "-v", "data.csv"], {
 *   string: ["out"],
 *   boolean: ["jit", "verbose"],
 *   negatable: ["jit"],
 *   alias: { verbose: "v" },
 *   default: { jit: true },
 * });
 *
 * assertEquals([args.out, args.jit, args.verbose, args._], ["model", false, true, ["data.csv"]]);
 * ```
 */
export function parseArgs<const O extends ParseOptions = Record<never, never>>(
  args: readonly string[],
  options?: O & ParseOptions,
): Args<O> {
  return new ArgsParser(options ?? {}).parse(args) as Args<O>;
}
