/**
 * From the command line to what it asks for.
 *
 * @module
 */
import { nearest } from "@chainrule/tensor";
import { UsageError } from "./usage_error.ts";
import type { Words } from "./words.ts";
import { readWords } from "./words.ts";

/** What the command line asks for. */
export interface Command {
  readonly help: boolean;
  /** The names of the rows to measure. */
  readonly only: readonly string[];
  /** The names of the rows to profile instead; none where rows are to be measured. */
  readonly profile: readonly string[];
  /** The numbers of threads to measure with. */
  readonly threads: readonly number[];
  readonly peers: boolean;
  /** How often ours and the peers take turns. */
  readonly rounds: number;
  /** Samples in a round, or null for as many as a few seconds hold. */
  readonly repeat: number | null;
  /** Seconds that a program of another library may take. */
  readonly patience: number;
  readonly slow: boolean;
  readonly json: boolean;
  /** The file to write everything to, or null. */
  readonly out: string | null;
  /** The file to write tables to, or null. */
  readonly markdown: string | null;
}

/**
 * Reads the command line.
 *
 * @param args Its words
 * @param rows The names of all rows
 * @throws {UsageError} When something is unknown, missing or out of range
 */
export function parseCommand(args: readonly string[], rows: readonly string[]): Command {
  const words = readWords(args);
  const peers = words.has("peers");
  return {
    help: words.has("help"),
    only: rowsOf("only", words, rows) ?? rows,
    profile: rowsOf("profile", words, rows) ?? [],
    threads: counts(words, "threads") ?? [1],
    peers,
    rounds: count(words, "rounds") ?? (peers ? 3 : 1),
    repeat: count(words, "repeat"),
    patience: count(words, "patience") ?? 120,
    slow: words.has("slow"),
    json: words.has("json"),
    out: words.get("out") ?? null,
    markdown: words.get("markdown") ?? null,
  };
}

/** The rows that an option names, in the order of the table. */
function rowsOf(option: string, words: Words, rows: readonly string[]): readonly string[] | null {
  const asked = words.get(option)?.split(",");
  if (asked === undefined) return null;
  const unknown = asked.find((name) => !rows.includes(name));
  if (unknown === undefined) return rows.filter((name) => asked.includes(name));
  throw new UsageError(
    `--${option} must name rows among ${rows.join(", ")}: it has "${unknown}"; did you mean ${nearest(unknown, rows)}?`,
  );
}

function count(words: Words, name: string): number | null {
  const text = words.get(name);
  if (text === undefined) return null;
  if (isCount(text)) return Number(text);
  throw new UsageError(`--${name} must be a whole number from 1: it is ${text}`);
}

/** Different whole numbers, the smallest first. */
function counts(words: Words, name: string): readonly number[] | null {
  const text = words.get(name);
  if (text === undefined) return null;
  const parts = text.split(",");
  if (parts.every(isCount)) return [...new Set(parts.map(Number))].sort((a, b) => a - b);
  throw new UsageError(`--${name} must be whole numbers from 1 with commas between them: it is ${text}`);
}

function isCount(text: string): boolean {
  return /^[1-9]\d{0,8}$/.test(text);
}
