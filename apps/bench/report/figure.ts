/**
 * A figure of the table.
 *
 * @module
 */
import { median, spreadOf } from "../measuring/statistics.ts";
import type { Spread } from "../measuring/statistics.ts";
import type { Unit } from "../rows/unit.ts";

/** What one way of running a workload has reached. */
export interface Figure {
  readonly row: string;
  readonly variant: string;
  readonly threads: number;
  /** In `unit`. */
  readonly value: number;
  readonly unit: string;
  /** The smallest and the largest sample, in `unit`. */
  readonly spread: Spread;
  /** For one repetition, or null where no time was measured. */
  readonly milliseconds: number | null;
  readonly peakMiB: number | null;
}

/** What a figure is made from. */
export interface Samples extends Pick<Figure, "row" | "variant" | "threads" | "peakMiB"> {
  readonly unit: Unit;
  /** How much one repetition does. */
  readonly work: number;
  readonly samples: readonly number[];
}

/** The median of the samples, in the unit. */
export function figureOf({ samples, unit, work, ...rest }: Samples): Figure {
  const sample = median(samples);
  return {
    ...rest,
    value: unit.of(sample, work),
    unit: unit.name,
    spread: spreadOf(samples.map((each) => unit.of(each, work))),
    milliseconds: unit.timed ? sample : null,
  };
}
