/**
 * The exponential function where its value is 1 at most.
 *
 * @module
 */
import type { Vector } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { exponentBias, powerOfTwo, splitExponential } from "./split_exponential.ts";

/** Keeps powers of two in the range of normal floats until all is multiplied. */
const lift = 64;

/** eˣ of what is not positive, or NaN: the bits of `exp`, in fewer steps. */
export function expOfNonPositive(lanes: Lanes, x: Vector): Vector {
  const { f32 } = lanes;
  const { power, p } = splitExponential(lanes, lanes.let(f32.pmax(x, -104)), exponentBias + lift);
  const scale = powerOfTwo(lanes, power);
  return f32.mul(f32.madd(p, scale, scale), 2 ** -lift);
}
