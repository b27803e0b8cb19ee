/**
 * Half waves of the cosine, one after the other.
 *
 * @module
 */
import { nonNegative, settingsOf, wholeFromOne } from "../core/settings.ts";
import { cosineBetween } from "./annealing.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link cosineWarmRestarts} works. */
export interface CosineWarmRestartsOptions {
  /** The learning rate at the start of each period, in [0, ∞). */
  readonly learningRate: number;
  /** T₀, how many steps the first period lasts, a whole number from 1. */
  readonly firstPeriod: number;
  /** By what each period is longer than the one before, a whole number from 1. @default 1 */
  readonly periodFactor?: number;
  /** What the rate falls towards, in [0, ∞). @default 0 */
  readonly minLearningRate?: number;
}

/**
 * Lowers the rate on half a wave of the cosine, then starts again at the top, each time for longer. 带热重启的余弦退火
 *
 * Formula: `αₜ = α_min + (α − α_min)(1 + cos(πs/Tᵢ)) / 2`, with s steps since the last restart and `Tᵢ = T₀ · factorⁱ`
 *
 * Loshchilov, Hutter (2017), SGDR: Stochastic Gradient Descent with Warm Restarts.
 *
 * @param options First rate, periods, smallest rate
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example Periods of 5, 10, 20 steps
 * ```ts
 * import { cosineWarmRestarts } from "@chainrule/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = cosineWarmRestarts({ learningRate: 1, firstPeriod: 5, periodFactor: 2 });
 * assertEquals([0, 5, 15].map((step) => schedule.at(step)), [1, 1, 1]);
 * ```
 */
export function cosineWarmRestarts(options: CosineWarmRestartsOptions): Schedule {
  const settings = settingsOf("cosineWarmRestarts", options, { periodFactor: 1, minLearningRate: 0 }, {
    learningRate: nonNegative,
    firstPeriod: wholeFromOne,
    periodFactor: wholeFromOne,
    minLearningRate: nonNegative,
  });
  return scheduleOf("cosineWarmRestarts", (step) => {
    const { start, period } = periodOf(step, settings.firstPeriod, settings.periodFactor);
    return cosineBetween(settings.learningRate, settings.minLearningRate, (step - start) / period);
  });
}

/** The period that `step` falls in. */
function periodOf(step: number, firstPeriod: number, factor: number): { start: number; period: number } {
  if (factor === 1) {
    return { start: step - step % firstPeriod, period: firstPeriod };
  }
  let start = 0;
  let period = firstPeriod;
  while (step >= start + period) {
    start += period;
    period *= factor;
  }
  return { start, period };
}
