/**
 * Our figures for programs.
 *
 * @module
 */
import type { Results } from "./results.ts";

/** One array, on one line, of `{ row, variant, threads, value, unit, milliseconds, peakMiB }`. */
export function jsonLine({ rows }: Results): string {
  const figures = rows.flatMap((row) => row.figures);
  return JSON.stringify(figures.map(({ row, variant, threads, value, unit, milliseconds, peakMiB }) => (
    { row, variant, threads, value, unit, milliseconds, peakMiB }
  )));
}
