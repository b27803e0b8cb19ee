/**
 * From the words of the command line to options by name.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";
import { parseArgs } from "@std/cli";
import { usageOf } from "./help.ts";
import { options } from "./options.ts";
import { UsageError } from "./usage_error.ts";

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
  const parsed: Record<string, unknown> = parseArgs([...args], {
    string: valued,
    collect: valued,
    boolean: switches,
    unknown: (word) => refuse(word),
  });
  for (const word of parsed._ as unknown[]) refuse(String(word));
  const words = new Map<string, string>();
  for (const name of switches) if (parsed[name] === true) words.set(name, "");
  for (const option of options.filter(({ value }) => value !== undefined)) {
    const values = parsed[option.name] as string[] | undefined ?? [];
    if (values.length > 1) throw new UsageError(`--${option.name} was given twice: ${values.join(" and ")}`);
    if (values[0] === "") throw new UsageError(`--${option.name} needs a value: ${usageOf(option)}`);
    if (values.length === 1) words.set(option.name, values[0]!);
  }
  return words;
}

function refuse(word: string): never {
  if (!word.startsWith("-")) {
    throw new UsageError(`"${word}" is not an option; options begin with --, and --help lists them`);
  }
  const name = word.replace(/^-+/, "").replace(/=.*/s, "");
  throw new UsageError(`There is no option --${name}; did you mean --${nearest(name, names)}? --help lists all`);
}
