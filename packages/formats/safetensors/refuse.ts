/**
 * How a safetensors file is refused.
 *
 * @module
 */
import { FormatError } from "../format_error.ts";

const longestQuote = 60;

/** Throws the error that says what is wrong with the file. */
export function refuse(reason: string, cause?: unknown): never {
  throw new FormatError("read a safetensors file", reason, cause === undefined ? undefined : { cause });
}

/** `value` as JSON, cut where it gets long: what a file holds may be of any length. */
export function quote(value: unknown): string {
  const text = JSON.stringify(typeof value === "string" ? value.slice(0, longestQuote) : value) ?? String(value);
  return text.length > longestQuote + 2 ? `${text.slice(0, longestQuote)}…` : text;
}
