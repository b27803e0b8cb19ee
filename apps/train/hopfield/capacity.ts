/**
 * The capacity that measured errors show.
 *
 * @module
 */
import type { Cue, LoadFigures } from "./measure_load.ts";

/** Loads: patterns for each unit. */
export const loads: readonly number[] = /* @__PURE__ */ Array.from({ length: 16 }, (_, i) => (5 + i) / 100);

/** The share of wrong units at which a network counts as full. */
export const errorLimit = 0.02;

/** The figures at a load. */
export interface LoadPoint {
  /** Patterns for each unit, after rounding to whole patterns. */
  readonly load: number;
  readonly figures: LoadFigures;
}

/** The load at which the share of wrong units first passes the limit, between the loads that were measured; NaN if none passes it. */
export function capacityOf(points: readonly LoadPoint[], cue: Cue): number {
  const wrong = points.map(({ figures }) => figures[cue].wrong);
  const above = wrong.findIndex((share) => share > errorLimit);
  if (above < 1) return NaN;
  const [low, high] = [points[above - 1]!.load, points[above]!.load];
  return low + (high - low) * (errorLimit - wrong[above - 1]!) / (wrong[above]! - wrong[above - 1]!);
}

/** The figures at the load nearest to one. */
export function figuresAt(points: readonly LoadPoint[], load: number): LoadFigures {
  const nearest = points.reduce((best, point) =>
    Math.abs(point.load - load) < Math.abs(best.load - load) ? point : best
  );
  return nearest.figures;
}
