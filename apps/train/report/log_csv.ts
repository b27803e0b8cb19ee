/**
 * The figures of every epoch as a table.
 *
 * @module
 */
import { stringify } from "@std/csv";
import type { EpochFigures } from "../training/outcome.ts";

/** CSV with a column for each figure. */
export function logCsv(epochs: readonly EpochFigures[]): string {
  const names = [...new Set(epochs.flatMap((figures) => Object.keys(figures)))];
  return stringify(epochs, { columns: names });
}
