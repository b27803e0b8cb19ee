/**
 * What `--help` prints.
 *
 * @module
 */
import type { Option } from "./options.ts";
import { options } from "./options.ts";

/** The help. */
export function helpText(): string {
  const width = Math.max(...options.map((option) => usageOf(option).length));
  return [
    "Times every workload, eager and compiled, each in a process of its own, and prints one table.",
    "",
    "Usage: deno task bench [options]",
    "",
    ...options.map((option) => `  ${usageOf(option).padEnd(width)}  ${option.help}`),
    "",
    "Exit codes: 0 done, 1 something could not be measured, 2 the command could not be understood.",
  ].join("\n");
}

/** How an option is written: `--repeat N`. */
export function usageOf({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}
