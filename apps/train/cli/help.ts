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
    "Trains a neural network. With no options: a multi-layer perceptron on all of MNIST.",
    "",
    "Usage: deno task train [options]",
    "",
    ...options.map((option) => `  ${usageOf(option).padEnd(width)}  ${option.help}`),
    "",
    "Examples:",
    "  deno task train",
    "  deno task train --preset spirals --hidden 32,32 --plot spirals.svg",
    "  deno task train --csv table.csv --target label --folds 5",
    "  deno task train --preset cora --data ../shared/data/cora --seeds 10",
    "",
    "Exit codes: 0 done, 1 the run failed, 2 the command could not be understood, 130 interrupted.",
  ].join("\n");
}

/** How an option is written: `--epochs N`. */
export function usageOf({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}
