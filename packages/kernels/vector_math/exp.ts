/**
 * The exponential function on vectors.
 *
 * @module
 */
import type { Vector } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { exponentBias, powersOfTwo, splitExponential, wholePower } from "./split_exponential.ts";

/** eˣ, within 1.1 units in the last place. 指数函数 */
export function exp(lanes: Lanes, x: Vector): Vector {
  const { f32 } = lanes;
  // Beyond these bounds the result is 0 or infinite. The order of operands lets NaN through.
  const bounded = lanes.let(f32.pmax(f32.pmin(x, 89), -104));
  const { power, p } = splitExponential(lanes, bounded, 2 * exponentBias);
  const [scale, rest] = powersOfTwo(lanes, wholePower(lanes, power));
  return f32.mul(f32.madd(p, scale, scale), rest);
}
