/**
 * Every state of a few units.
 *
 * @module
 */
import type { DType, Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";

/** Of more units than this, the states are too many to go through: 2²⁰ are a million. */
export const mostUnits = 20;

/**
 * Every state of units that are 0 or 1, in binary order: unit 0 is the most significant bit. 所有二值状态
 *
 * @param units How many units, up to 20
 * @param dtype The dtype of the states
 * @returns Shape `[2^units, units]`
 * @throws {RangeError} When the number of units is not a whole number from 0 to 20
 *
 * @example Two units
 * ```ts
 * import { binaryStates } from "@chainrule/memory";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(binaryStates(2).toArray(), [[0, 0], [0, 1], [1, 0], [1, 1]]);
 * ```
 */
export function binaryStates(units: number, dtype: DType = "float32"): Tensor {
  if (!(Number.isInteger(units) && units >= 0 && units <= mostUnits)) {
    throw new RangeError(
      `Cannot list the states of units as there must be from 0 to ${mostUnits} of them: current units is ${units}`,
    );
  }
  const count = 2 ** units;
  const values = new Float64Array(count * units);
  for (let state = 0; state < count; state++) {
    for (let unit = 0; unit < units; unit++) values[state * units + unit] = (state >> (units - 1 - unit)) & 1;
  }
  return tensor(values, dtype, [count, units]);
}

/** Throws where `units` have too many states. */
export function checkEnumerable(action: string, units: number, cure: string): void {
  if (units <= mostUnits) return;
  throw new RangeError(
    `Cannot ${action} as it goes through all states of at most ${mostUnits} units: current number of units is ${units}; ${cure}`,
  );
}
