/**
 * A rate that falls on a line or a power of one.
 *
 * @module
 */
import { nonNegative, settingsOf, wholeFromOne } from "../core/settings.ts";
import { shareOf } from "./annealing.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link polynomialDecay} works. */
export interface PolynomialDecayOptions {
  /** The first learning rate, in [0, ∞). */
  readonly learningRate: number;
  /** T, after how many steps the rate is 0, a whole number from 1. */
  readonly totalSteps: number;
  /** The power; 1 gives a straight line. In [0, ∞). @default 1 */
  readonly power?: number;
}

/**
 * Lowers the rate to 0 on a line, or a power of it. 多项式衰减
 *
 * Formula: `αₜ = α (1 − min(t, T)/T)^power`
 *
 * @param options First rate, steps, power
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example A straight line
 * ```ts
 * import { polynomialDecay } from "@chainrule/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const schedule = polynomialDecay({ learningRate: 1, totalSteps: 4 });
 * assertEquals([0, 1, 4, 9].map((step) => schedule.at(step)), [1, 0.75, 0, 0]);
 * ```
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  const ranges = { learningRate: nonNegative, totalSteps: wholeFromOne, power: nonNegative };
  const { learningRate, totalSteps, power } = settingsOf("polynomialDecay", options, { power: 1 }, ranges);
  return scheduleOf("polynomialDecay", (step) => learningRate * (1 - shareOf(step, 0, totalSteps)) ** power);
}
