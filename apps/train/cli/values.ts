/**
 * From the value of an option to what it means.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";
import { UsageError } from "./failure.ts";
import type { Words } from "./words.ts";

/** A whole number in `[least, most]`, or null where the option was not given. */
export function whole(
  words: Words,
  name: string,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): number | null {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  return numeric(words, name, `a whole number ${range}`, (value) => isWhole(value) && value >= least && value <= most);
}

/** A number above 0, or null where the option was not given. */
export function positive(words: Words, name: string): number | null {
  return numeric(words, name, "a number above 0", (value) => value > 0);
}

/** A number from 0, or null where the option was not given. */
export function nonNegative(words: Words, name: string): number | null {
  return numeric(words, name, "a number from 0", (value) => value >= 0);
}

/** A number in `[0, 1)`, or null where the option was not given. */
export function share(words: Words, name: string): number | null {
  return numeric(words, name, "a number from 0 up to, but not including, 1", (value) => value >= 0 && value < 1);
}

/** Whole numbers from 1 with commas between them, `none` for none of them, or null where the option was not given. */
export function counts(words: Words, name: string): readonly number[] | null {
  const text = words.get(name);
  if (text === undefined) return null;
  const values = text === "none" ? [] : text.split(",").map(numberIn);
  if (values.every((value) => isWhole(value) && value > 0)) return values;
  throw new UsageError(`--${name} must be whole numbers from 1 with commas between them, or none: it is ${text}`);
}

/** One of a few names, or null where the option was not given. */
export function oneOf<T extends string>(words: Words, name: string, known: readonly T[]): T | null {
  const text = words.get(name);
  if (text === undefined) return null;
  const found = known.find((candidate) => candidate === text);
  if (found !== undefined) return found;
  throw new UsageError(
    `--${name} must be one of ${known.join(", ")}: it is ${text}; did you mean ${nearest(text, known)}?`,
  );
}

/** The path of a file with a given ending, or null where the option was not given. */
export function fileEndingIn(words: Words, name: string, ending: string): string | null {
  const path = words.get(name) ?? null;
  if (path === null || path.endsWith(ending)) return path;
  throw new UsageError(`--${name} writes a file that ends in ${ending}: it is ${path}`);
}

function numeric(words: Words, name: string, rule: string, holds: (value: number) => boolean): number | null {
  const text = words.get(name);
  if (text === undefined) return null;
  const value = numberIn(text);
  if (Number.isFinite(value) && holds(value)) return value;
  throw new UsageError(`--${name} must be ${rule}: it is ${text}`);
}

/** The number that a text holds; NaN if it is none, which `Number` would take for 0 when it is blank. */
function numberIn(text: string): number {
  return text.trim() === "" ? NaN : Number(text);
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value);
}
