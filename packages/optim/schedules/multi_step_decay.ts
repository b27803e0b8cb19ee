/**
 * A staircase with stairs where one wants them.
 *
 * @module
 */
import { checkNumber, nonNegative, settingsOf } from "../core/settings.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link multiStepDecay} works. */
export interface MultiStepDecayOptions {
  /** The first learning rate, in [0, ∞). */
  readonly learningRate: number;
  /** The steps from which on a further factor acts, each in [0, ∞), in any order. */
  readonly milestones: readonly number[];
  /** By what the rate is multiplied at each milestone, in [0, ∞). @default 0.1 */
  readonly gamma?: number;
}

/**
 * Multiplies the rate by a factor at each milestone. 多阶段衰减
 *
 * Formula: `αₜ = α · γⁿ`, n the number of milestones that are at most t
 *
 * @param options First rate, milestones and factor
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example Half at step 4, half again at step 9
 * ```ts
 * import { multiStepDecay } from "@chainrule/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = multiStepDecay({ learningRate: 1, milestones: [4, 9], gamma: 0.5 });
 * assertEquals([schedule.at(3), schedule.at(4), schedule.at(9)], [1, 0.5, 0.25]);
 * ```
 */
export function multiStepDecay(options: MultiStepDecayOptions): Schedule {
  const defaults = { milestones: [] as readonly number[], gamma: 0.1 };
  const ranges = { learningRate: nonNegative, gamma: nonNegative };
  const { learningRate, milestones, gamma } = settingsOf("multiStepDecay", options, defaults, ranges);
  milestones.forEach((milestone, index) =>
    checkNumber("make multiStepDecay", `milestones[${index}]`, milestone, nonNegative)
  );
  const ends = [...milestones];
  return scheduleOf(
    "multiStepDecay",
    (step) =>
      learningRate *
      gamma ** ends.filter((milestone) => milestone <= step).length,
  );
}
