/**
 * What a single cell says.
 *
 * @module
 */

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The finite decimal number that a cell holds, or undefined. */
export function numberIn(cell: string): number | undefined {
  if (!decimal.test(cell)) return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** The truth value that a cell holds, or undefined. */
export function booleanIn(cell: string): boolean | undefined {
  const word = cell.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

/** What stands for a missing value unless it is said otherwise. */
export const missingValues: readonly string[] = [
  "",
  "NA",
  "N/A",
  "NaN",
  "nan",
  "null",
  "?",
];
