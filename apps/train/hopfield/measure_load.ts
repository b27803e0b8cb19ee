/**
 * How well a Hopfield network remembers so and so many patterns.
 *
 * @module
 */
import { Hopfield, overlap } from "@chainrule/memory";
import type { Random, Tensor } from "@chainrule/tensor";
import { less } from "@chainrule/tensor";

/** The share of units that a damaged cue has turned over. */
export const damage = 0.1;

/** A pattern that differs in more than this share of units from what was recalled is lost. */
export const lossLimit = 0.05;

/** From where recall begins. */
export type Cue = "pattern" | "damaged";

/** How recall went. */
export interface RecallErrors {
  /** The share of wrong units, over all patterns. */
  readonly wrong: number;
  /** The share of patterns that were lost. */
  readonly lost: number;
}

/** How recall went from patterns themselves and from damaged ones. */
export type LoadFigures = Readonly<Record<Cue, RecallErrors>>;

/**
 * Stores random patterns in a network by Hebb's rule, and recalls each of them.
 *
 * @param units The number of units
 * @param patternCount The number of patterns
 * @param random Where patterns, damage and the order of updates come from
 */
export function measureLoad(units: number, patternCount: number, random: Random): LoadFigures {
  const patterns = signs(random.bernoulli([patternCount, units]));
  const network = new Hopfield(units).store(patterns);
  const errorsFrom = (cues: Tensor): RecallErrors => {
    const { state } = network.recall(cues, { random });
    const wrong = Array.from(overlap(state, patterns).data, (value) => (1 - value) / 2);
    return { wrong: mean(wrong), lost: mean(wrong.map((share) => Number(share > lossLimit))) };
  };
  const turned = less(random.uniform([patternCount, units]), damage);
  return { pattern: errorsFrom(patterns), damaged: errorsFrom(patterns.mul(signs(turned).neg())) };
}

/** The mean of several networks with the same load. */
export function meanFigures(figures: readonly LoadFigures[]): LoadFigures {
  const meanOf = (cue: Cue): RecallErrors => ({
    wrong: mean(figures.map((one) => one[cue].wrong)),
    lost: mean(figures.map((one) => one[cue].lost)),
  });
  return { pattern: meanOf("pattern"), damaged: meanOf("damaged") };
}

function signs(truths: Tensor): Tensor {
  return truths.cast("float32").mul(2).sub(1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
