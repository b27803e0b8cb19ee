/**
 * A staircase of equal steps.
 *
 * @module
 */
import { nonNegative, settingsOf, wholeFromOne } from "../core/settings.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link stepDecay} works. */
export interface StepDecayOptions {
  /** The first learning rate, in [0, ∞). */
  readonly learningRate: number;
  /** How many steps each stair lasts, a whole number from 1. */
  readonly stepSize: number;
  /** By what the rate is multiplied at each stair, in [0, ∞). @default 0.1 */
  readonly gamma?: number;
}

/**
 * Multiplies the rate by a factor every so many steps. 分段衰减
 *
 * Formula: `αₜ = α · γ^⌊t / stepSize⌋`
 *
 * @param options First rate, length and factor of a stair
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example A tenth every 30 steps
 * ```ts
 * import { stepDecay } from "@chainrule/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = stepDecay({ learningRate: 1, stepSize: 30 });
 * assertEquals([schedule.at(0), schedule.at(29), schedule.at(30)], [1, 1, 0.1]);
 * ```
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  const ranges = { learningRate: nonNegative, stepSize: wholeFromOne, gamma: nonNegative };
  const { learningRate, stepSize, gamma } = settingsOf("stepDecay", options, { gamma: 0.1 }, ranges);
  return scheduleOf("stepDecay", (step) => learningRate * gamma ** Math.floor(step / stepSize));
}
