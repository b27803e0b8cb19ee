/**
 * The tangent on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { i32x4, v128 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { reduceAngle } from "./quadrant.ts";
import { isOdd, sineAndCosine } from "./sine_cosine.ts";

/** tan x, within 4 units in the last place, for every finite x. 正切 */
export function tan(lanes: Lanes, x: Local<"v128">): Vector {
  const { rest, quarters } = reduceAngle(lanes, x);
  const { sine, cosine } = sineAndCosine(lanes, rest);
  const odd = lanes.let(isOdd(quarters));
  const quotient = lanes.f32.div(lanes.select(odd, cosine, sine), lanes.select(odd, sine, cosine));
  return v128.xor(quotient, i32x4.shl(odd, 31));
}
