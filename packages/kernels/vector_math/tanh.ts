/**
 * The hyperbolic tangent on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { expm1OfNegative } from "./split_exponential.ts";

/** tanh x, within 2.6 units in the last place; exactly ±1 from |x| = 9.02 on. 双曲正切 */
export function tanh(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const bounded = lanes.let(f32.pmax(lanes.negativeMagnitude(x), -10));
  const decay = lanes.let(expm1OfNegative(lanes, lanes.let(f32.add(bounded, bounded))));
  // (1 − e^(−2x)) / (1 + e^(−2x))
  return lanes.addSign(lanes.magnitude(f32.div(decay, f32.add(decay, 2))), x);
}
