/**
 * Temperatures for simulated annealing.
 *
 * @module
 */
import { checkCount, checkTemperature } from "./check_states.ts";

/** Where a {@link coolingSchedule} begins and ends. */
export interface CoolingOptions {
  /** The first temperature. @default 10 */
  readonly from?: number;
  /** The last temperature. @default 0.1 */
  readonly to?: number;
}

/**
 * Temperatures that fall by the same factor each time, for `BoltzmannMachine.anneal`. 退火温度
 *
 * Formula (§4.2.2): `Tₖ = from · (to / from)^(k / (steps − 1))`. Source: Kirkpatrick, Gelatt and Vecchi (1983), Optimization by
 * Simulated Annealing.
 *
 * @param steps How many temperatures
 * @param options The first and the last
 * @returns The temperatures
 * @throws {RangeError} When a temperature is not positive, or `steps` not a positive whole number
 *
 * @example From hot to cold in three steps
 * ```ts
 * import { coolingSchedule } from "@chainrule/memory";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(coolingSchedule(3, { from: 4, to: 1 }), [4, 2, 1]);
 * ```
 */
export function coolingSchedule(steps: number, { from = 10, to = 0.1 }: CoolingOptions = {}): number[] {
  checkCount("make a cooling schedule", "steps", steps);
  for (const temperature of [from, to]) checkTemperature("make a cooling schedule", temperature);
  return Array.from({ length: steps }, (_, k) => from * (to / from) ** (steps === 1 ? 0 : k / (steps - 1)));
}
