/**
 * Half a wave of the cosine.
 *
 * @module
 */
import { nonNegative, settingsOf, wholeFromOne } from "../core/settings.ts";
import { cosineBetween, shareOf } from "./annealing.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link cosineDecay} works. */
export interface CosineDecayOptions {
  /** The first learning rate, in [0, ∞). */
  readonly learningRate: number;
  /** T, after how many steps the smallest rate is reached, a whole number from 1. */
  readonly totalSteps: number;
  /** The last learning rate, in [0, ∞). @default 0 */
  readonly minLearningRate?: number;
}

/**
 * Lowers the rate on half a wave of the cosine: slowly at both ends. 余弦退火
 *
 * Formula: `αₜ = α_min + (α − α_min)(1 + cos(πt/T)) / 2`, and `α_min` from T on
 *
 * PyTorch's rate rises again after T; this one stays.
 * Loshchilov, Hutter (2017), SGDR: Stochastic Gradient Descent with Warm Restarts.
 *
 * @param options First rate, steps, last rate
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example Half the rate after half the steps
 * ```ts
 * import { cosineDecay } from "@chainrule/optim";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const schedule = cosineDecay({ learningRate: 1, totalSteps: 100 });
 * assertAlmostEquals(schedule.at(50), 0.5);
 * assertEquals(schedule.at(200), 0);
 * ```
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const ranges = { learningRate: nonNegative, totalSteps: wholeFromOne, minLearningRate: nonNegative };
  const settings = settingsOf("cosineDecay", options, { minLearningRate: 0 }, ranges);
  const { learningRate, totalSteps, minLearningRate } = settings;
  return scheduleOf(
    "cosineDecay",
    (step) => cosineBetween(learningRate, minLearningRate, shareOf(step, 0, totalSteps)),
  );
}
