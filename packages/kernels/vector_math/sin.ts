/**
 * The sine on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { reduceAngle } from "./quadrant.ts";
import { sineAt } from "./sine_cosine.ts";

/** sin x, within 2 units in the last place, for every finite x. 正弦 */
export function sin(lanes: Lanes, x: Local<"v128">): Vector {
  const { rest, quarters } = reduceAngle(lanes, x);
  return sineAt(lanes, rest, quarters);
}
