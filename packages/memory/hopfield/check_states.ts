/**
 * Checking states of ±1.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError } from "@chainrule/tensor";

/** Throws unless the last axis of `states` has `units` elements. */
export function checkUnits(action: string, what: string, states: Tensor, units: number): void {
  if (states.rank > 0 && states.shape.at(-1) === units) return;
  throw new ShapeError("Hopfield", [states.shape], `Cannot ${action} as ${what} must have shape [..., ${units}]`);
}

/** Throws unless every element of `states` is 1 or −1. */
export function checkSigns(action: string, what: string, states: Tensor): void {
  const at = states.data.findIndex((value) => value !== 1 && value !== -1);
  if (at < 0) return;
  throw new RangeError(
    `Cannot ${action} as ${what} must consist of 1 and -1: current value at position ${at} is ${states.data[at]}`,
  );
}
