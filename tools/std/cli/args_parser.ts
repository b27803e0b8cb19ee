import type { Names, ParseOptions } from "./parse_options.ts";

interface Result extends Record<string, unknown> {
  _: (string | number)[];
  "--"?: string[];
}

type Value = string | number | boolean;

/** Reads one command line. */
export class ArgsParser {
  readonly #options: ParseOptions;
  readonly #aliases: Map<string, Set<string>>;
  readonly #boolean: Set<string>;
  readonly #string: Set<string>;
  readonly #collect: Set<string>;
  readonly #negatable: Set<string>;
  readonly #allBoolean: boolean;
  readonly #result: Result = { _: [] };

  constructor(options: ParseOptions) {
    const {
      alias = {},
      boolean = [],
      string = [],
      collect = [],
      negatable = [],
    } = options;
    this.#options = options;
    this.#aliases = aliasesOf(alias);
    this.#allBoolean = boolean === true;
    this.#boolean = this.#withAliases(
      typeof boolean === "boolean" ? [] : boolean,
    );
    this.#string = this.#withAliases(string);
    this.#collect = this.#withAliases(collect);
    this.#negatable = this.#withAliases(negatable);
  }

  parse(args: readonly string[]): Result {
    const dashes = args.indexOf("--");
    const parsed = dashes < 0 ? args : args.slice(0, dashes);
    const verbatim = dashes < 0 ? [] : args.slice(dashes + 1);

    for (let i = 0; i < parsed.length; i++) {
      const arg = parsed[i]!;
      const next = parsed[i + 1];
      if (arg.startsWith("--")) {
        if (this.#readLong(arg, next)) i++;
      } else if (arg.startsWith("-") && arg.length > 1) {
        if (this.#readShort(arg, next)) i++;
      } else {
        this.#readOther(arg);
        if (this.#options.stopEarly) {
          this.#result._.push(...parsed.slice(i + 1));
          break;
        }
      }
    }
    this.#fillIn();
    if (this.#options["--"]) this.#result["--"] = verbatim;
    else this.#result._.push(...verbatim);
    return this.#result;
  }

  /** Reads `--name`; returns whether it took the next argument as its value. */
  #readLong(arg: string, next: string | undefined): boolean {
    const equals = arg.indexOf("=", 3);
    const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
    if (equals >= 0) {
      const value = arg.slice(equals + 1);
      this.#set(name, this.#boolean.has(name) ? value !== "false" : value, arg);
      return false;
    }
    if (name.startsWith("no-") && this.#negatable.has(name.slice(3))) {
      this.#set(name.slice(3), false, arg, false);
      return false;
    }
    const takesValue = !this.#allBoolean && next !== undefined &&
      !next.startsWith("-");
    return this.#setByNext(name, arg, next, takesValue);
  }

  /** Reads `-abc`; returns whether the last letter took the next argument as its value. */
  #readShort(arg: string, next: string | undefined): boolean {
    for (let i = 1; i < arg.length - 1; i++) {
      const letter = arg[i]!;
      const rest = arg.slice(i + 1);
      const value = rest === "-" ? rest : valueBehind(letter, rest);
      if (value !== undefined) {
        this.#set(letter, value, arg);
        return false;
      }
      this.#set(letter, this.#bare(letter), arg);
    }
    const takesValue = next !== undefined && !/^--?[^-]/.test(next);
    return this.#setByNext(arg.slice(-1), arg, next, takesValue);
  }

  /** Sets an option to the next argument, if that can be its value; returns whether it can. */
  #setByNext(
    name: string,
    arg: string,
    next: string | undefined,
    takesValue: boolean,
  ): boolean {
    const isFlag = this.#boolean.has(name);
    if (takesValue && next && !isFlag) this.#set(name, next, arg);
    else if (next === "true" || next === "false") {
      this.#set(name, next === "true", arg);
    } else {
      this.#set(name, this.#bare(name), arg);
      return false;
    }
    return true;
  }

  #readOther(arg: string): void {
    if (this.#options.unknown?.(arg) === false) return;
    this.#result._.push(this.#string.has("_") ? arg : numberOr(arg));
  }

  /** The value of an option that comes without one. */
  #bare(name: string): Value {
    return this.#string.has(name) ? "" : true;
  }

  #set(name: string, value: Value, arg: string, collects = true): void {
    if (
      !this.#isKnown(name, arg) &&
      this.#options.unknown?.(arg, name, value) === false
    ) return;
    const typed = typeof value === "string" && !this.#string.has(name) ? numberOr(value) : value;
    for (const key of this.#namesOf(name)) {
      assign(this.#result, key, typed, collects && this.#collect.has(name));
    }
  }

  #isKnown(name: string, arg: string): boolean {
    return this.#boolean.has(name) || this.#string.has(name) ||
      this.#aliases.has(name) ||
      this.#allBoolean && /^--[^=]+$/.test(arg);
  }

  /** Gives the options that did not occur their values. */
  #fillIn(): void {
    for (const [name, value] of Object.entries(this.#options.default ?? {})) {
      if (isSet(this.#result, name)) continue;
      for (const key of this.#namesOf(name)) {
        assign(this.#result, key, value, false);
      }
    }
    for (const name of this.#boolean) {
      if (!isSet(this.#result, name)) {
        assign(this.#result, name, this.#collect.has(name) ? [] : false, false);
      }
    }
    for (const name of this.#string.intersection(this.#collect)) {
      if (!isSet(this.#result, name)) assign(this.#result, name, [], false);
    }
  }

  #namesOf(name: string): string[] {
    return [name, ...this.#aliases.get(name) ?? []];
  }

  #withAliases(names: Names): Set<string> {
    return new Set(
      listOf(names).filter(Boolean).flatMap((name) => this.#namesOf(name)),
    );
  }
}

/** For each name, the other names of the same option. */
function aliasesOf(
  alias: Readonly<Record<string, Names>>,
): Map<string, Set<string>> {
  const aliases = new Map<string, Set<string>>();
  for (const [name, others] of Object.entries(alias)) {
    const all = new Set([name, ...listOf(others)]);
    for (const each of all) aliases.set(each, all.difference(new Set([each])));
  }
  return aliases;
}

/** The value that stands behind a letter in the same argument: `-n5`, `-n=5`, `-I/path`. */
function valueBehind(letter: string, rest: string): string | undefined {
  const isLetter = /[A-Za-z]/.test(letter);
  if (isLetter && rest.includes("=")) return rest.slice(rest.indexOf("=") + 1);
  if (isLetter && /-?\d+(\.\d*)?(e-?\d+)?$/.test(rest)) return rest;
  return /^\W/.test(rest) ? rest : undefined;
}

function numberOr(text: string): string | number {
  return /^(0x[\da-f]+|[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?)$/i.test(text) ? Number(text) : text;
}

function listOf(names: Names): readonly string[] {
  return typeof names === "string" ? [names] : names;
}

/** Sets `a.b` in nested records, or adds to the list there. */
function assign(
  record: Record<string, unknown>,
  name: string,
  value: unknown,
  collects: boolean,
) {
  const path = name.split(".");
  const last = path.pop()!;
  for (const key of path) {
    if (!Object.hasOwn(record, key)) record[key] = {};
    record = record[key] as Record<string, unknown>;
  }
  if (!collects) record[last] = value;
  else if (Array.isArray(record[last])) record[last].push(value);
  else record[last] = Object.hasOwn(record, last) ? [record[last], value] : [value];
}

function isSet(record: Record<string, unknown>, name: string): boolean {
  const path = name.split(".");
  const last = path.pop()!;
  for (const key of path) {
    if (!Object.hasOwn(record, key)) return false;
    record = record[key] as Record<string, unknown>;
  }
  return Object.hasOwn(record, last);
}
