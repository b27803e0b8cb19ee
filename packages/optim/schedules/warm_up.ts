/**
 * Small steps first.
 *
 * @module
 */
import { nonNegative, settingsOf, upToOne, wholeFromOne } from "../core/settings.ts";
import { lineBetween, shareOf } from "./annealing.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link warmUp} works. */
export interface WarmUpOptions {
  /** How many steps it takes to full speed, a whole number from 1. */
  readonly warmUpSteps: number;
  /** The share of the rate that the first step gets, in [0, 1]. @default 0 */
  readonly startFactor?: number;
}

/**
 * Lets the rate grow on a line to where another schedule starts, then follows that schedule from its beginning. 学习率预热
 *
 * Formula: `αₜ = (f + (1 − f) · t/T) · schedule(0)` for t < T, then `schedule(t − T)`
 *
 * Goyal et al. (2017), Accurate, Large Minibatch SGD.
 *
 * @param schedule What follows; a number stands for a constant rate
 * @param options Steps and first share
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example Four steps up, then a cosine down
 * ```ts
 * import { cosineDecay, warmUp } from "@chainrule/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = warmUp(cosineDecay({ learningRate: 1, totalSteps: 10 }), { warmUpSteps: 4 });
 * assertEquals([0, 1, 2, 4, 14].map((step) => schedule.at(step)), [0, 0.25, 0.5, 1, 0]);
 * ```
 */
export function warmUp(schedule: Schedule | number, options: WarmUpOptions): Schedule {
  const ranges = { warmUpSteps: wholeFromOne, startFactor: upToOne };
  const { warmUpSteps, startFactor } = settingsOf("warmUp", options, { startFactor: 0 }, ranges);
  const after = typeof schedule === "number" ? constant(schedule) : schedule;
  return scheduleOf("warmUp", (step) => {
    const factor = lineBetween(startFactor, 1, shareOf(step, 0, warmUpSteps));
    return factor * after.at(Math.max(0, step - warmUpSteps));
  });
}

function constant(learningRate: number): Schedule {
  settingsOf("warmUp", { learningRate }, {}, { learningRate: nonNegative });
  return scheduleOf("warmUp", () => learningRate);
}
