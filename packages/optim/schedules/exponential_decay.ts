/**
 * A rate that falls by the same share at every step.
 *
 * @module
 */
import { nonNegative, settingsOf } from "../core/settings.ts";
import { scheduleOf } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";

/** How {@link exponentialDecay} works. */
export interface ExponentialDecayOptions {
  /** The first learning rate, in [0, ∞). */
  readonly learningRate: number;
  /** By what the rate is multiplied at each step, in [0, ∞). */
  readonly gamma: number;
}

/**
 * Multiplies the rate by a factor at every step. 指数衰减
 *
 * Formula: `αₜ = α · γᵗ`
 *
 * @param options First rate and factor
 * @returns The schedule
 * @throws {RangeError} When an option is out of its range
 *
 * @example Half at every step
 * ```ts
 * import { exponentialDecay } from "@chainrule/optim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(exponentialDecay({ learningRate: 1, gamma: 0.5 }).at(3), 0.125);
 * ```
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  const ranges = { learningRate: nonNegative, gamma: nonNegative };
  const { learningRate, gamma } = settingsOf("exponentialDecay", options, {}, ranges);
  return scheduleOf("exponentialDecay", (step) => learningRate * gamma ** step);
}
