/**
 * Up once and down once.
 *
 * @module
 */
import { nonNegative, positive, settingsOf, upToOne, wholeFromOne } from "../core/settings.ts";
import { cosineBetween, lineBetween, shareOf } from "./annealing.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link oneCycle} works. */
export interface OneCycleOptions {
  /** The highest learning rate, in [0, ∞). */
  readonly maxLearningRate: number;
  /** T, how many steps the training takes, a whole number from 1. */
  readonly totalSteps: number;
  /** p, the share of the steps in which the rate grows, in [0, 1]. @default 0.3 */
  readonly warmUpShare?: number;
  /** The first rate is the highest divided by this, in (0, ∞). @default 25 */
  readonly startDivisor?: number;
  /** The last rate is the first divided by this, in (0, ∞). @default 10000 */
  readonly endDivisor?: number;
  /** Whether the rate moves on straight lines rather than on half waves of the cosine. @default false */
  readonly linear?: boolean;
}

const defaults = { warmUpShare: 0.3, startDivisor: 25, endDivisor: 1e4, linear: false };

/**
 * Lets the rate grow to a high value and then fall far below where it began. 单周期学习率
 *
 * Formula: from `α_max/startDivisor` at step 0 to `α_max` at step pT − 1, then to `α_max/(startDivisor · endDivisor)`
 * at step T − 1
 *
 * The rate stays at its last value after T steps. The momentum is left alone.
 * Smith, Topin (2018), Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates.
 *
 * @param options Highest rate, steps, shape of the curve
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example Start, top and end
 * ```ts
 * import { oneCycle } from "@chainrule/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = oneCycle({ maxLearningRate: 1, totalSteps: 100, endDivisor: 4 });
 * assertEquals([0, 29, 99].map((step) => schedule.at(step)), [0.04, 1, 0.01]);
 * ```
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const settings = settingsOf("oneCycle", options, defaults, {
    maxLearningRate: nonNegative,
    totalSteps: wholeFromOne,
    warmUpShare: upToOne,
    startDivisor: positive,
    endDivisor: positive,
  });
  const between = settings.linear ? lineBetween : cosineBetween;
  const highest = settings.maxLearningRate;
  const first = highest / settings.startDivisor;
  const last = first / settings.endDivisor;
  const top = settings.warmUpShare * settings.totalSteps - 1;
  return scheduleOf(
    "oneCycle",
    (step) =>
      step <= top ? between(first, highest, shareOf(step, 0, top)) : between(
        highest,
        last,
        shareOf(step, Math.max(0, top), settings.totalSteps - 1),
      ),
  );
}
