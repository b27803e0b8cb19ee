/**
 * From the words of the command line to options by name.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";
import { parseArgs } from "@std/cli";
import { UsageError } from "./failure.ts";
import { usageOf } from "./help.ts";
import { options } from "./options.ts";

/** The options that were given, by name; a switch has an empty value. */
export type Words = ReadonlyMap<string, string>;

const names = options.map(({ name }) => name);
const valued = options.filter(({ value }) => value !== undefined).map(({ name }) => name);
const switches = names.filter((name) => !valued.includes(name));

/**
 * Reads the words.
 *
 * @throws {UsageError} When one is no option, has no value, or is given twice
 */
export function readWords(args: readonly string[]): Words {
  const parsed: Record<string, unknown> = parseArgs(withNegativeValues(args), {
    string: valued,
    collect: valued,
    boolean: switches,
    unknown: (argument) => refuse(argument),
  });
  for (const rest of parsed._ as unknown[]) refuse(String(rest));
  const words = new Map<string, string>();
  for (const option of options) {
    const found = parsed[option.name];
    if (found === true) words.set(option.name, "");
    if (!Array.isArray(found) || found.length === 0) continue;
    if (found.length > 1) throw new UsageError(`--${option.name} was given twice: ${found.join(" and ")}`);
    if (found[0] === "") throw new UsageError(`--${option.name} needs a value: ${usageOf(option)}`);
    words.set(option.name, found[0]);
  }
  return words;
}

/** Joins an option with a negative number behind it, which would be taken for options of one letter. */
function withNegativeValues(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1)?.replace(/^--/, "");
    if (/^-[\d.]/.test(arg) && valued.includes(before!)) joined.push(`${joined.pop()}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

function refuse(argument: string): never {
  if (!argument.startsWith("-")) {
    throw new UsageError(`"${argument}" is not an option; options begin with --, and --help lists them`);
  }
  const name = argument.replace(/^-+/, "").replace(/=.*/s, "");
  throw new UsageError(`There is no option --${name}; did you mean --${nearest(name, names)}? --help lists all`);
}
