/**
 * Four floats as two vectors of two doubles, for what needs more digits.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { f32x4, f64x2, shuffle32 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";

/** The first two lanes, and the others. */
export type Halves = readonly [Local<"v128">, Local<"v128">];

/** Floats as doubles. */
export function toHalves(lanes: Lanes, x: Local<"v128">): Halves {
  const high = shuffle32(x, x, [2, 3, 2, 3]);
  return [lanes.let(f64x2.promoteLowF32x4(x)), lanes.let(f64x2.promoteLowF32x4(high))];
}

/** Doubles rounded to floats. */
export function fromHalves(low: Vector, high: Vector): Vector {
  return shuffle32(f32x4.demoteF64x2Zero(low), f32x4.demoteF64x2Zero(high), [0, 1, 4, 5]);
}

/** The lower 32 bits of each double. */
export function lowBits(low: Vector, high: Vector): Vector {
  return shuffle32(low, high, [0, 2, 4, 6]);
}
