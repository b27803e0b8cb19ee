/**
 * Checking states, chains and temperatures.
 *
 * @module
 */
import type { Shape, TensorLike } from "@chainrule/tensor";
import { nearest, ShapeError } from "@chainrule/tensor";

/** Throws unless there is a row for each sample, with a number for each unit. */
export function checkStates(action: string, shape: Shape, units: number): void {
  if (shape.length === 2 && shape[1] === units) return;
  throw new ShapeError(
    action,
    [shape],
    `Cannot ${action} as states must have shape [N, ${units}]`,
    shape.length === 1 ? `one state is a row: reshape it to [1, ${units}]` : undefined,
  );
}

/** Throws unless the temperature is positive, where that is known. */
export function checkTemperature(action: string, temperature: TensorLike): void {
  if (typeof temperature !== "number" || temperature > 0) return;
  throw new RangeError(
    `Cannot ${action} as the temperature must be positive: current temperature is ${temperature}`,
  );
}

/** Throws unless `value` is a whole number of at least `least`. */
export function checkCount(action: string, what: string, value: number, least = 1): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(
    `Cannot ${action} as ${what} must be a whole number from ${least}: current ${what} is ${value}`,
  );
}

/** Throws unless persistent chains were made. */
export function checkChains(action: string, chains: number): void {
  if (chains > 0) return;
  throw new RangeError(
    `Cannot ${action} as persistent chains must be made with the model: current chains is 0; give it { chains: 100 }`,
  );
}

/** Throws unless `value` is one of `values`. */
export function checkChoice(action: string, what: string, value: string, values: readonly string[]): void {
  if (values.includes(value)) return;
  throw new RangeError(
    `Cannot ${action} as ${what} must be one of ${values.join(", ")}: current ${what} is ${value}; did you mean ${
      nearest(value, values)
    }?`,
  );
}
