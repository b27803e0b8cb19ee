/**
 * The exponential function less 1 on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { i32x4 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { exponentBias, powerOfTwo, powersOfTwo, splitExponential, wholePower } from "./split_exponential.ts";

/** eˣ − 1, within 1.7 units in the last place. */
export function expm1(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  // Beyond these bounds the result is −1 or infinite. The order of operands lets NaN through.
  const bounded = lanes.let(f32.pmax(f32.pmin(x, 89), -20));
  const { power, p } = splitExponential(lanes, bounded, 2 * exponentBias);
  const biased = wholePower(lanes, power);
  // 2⁻ⁿ, but no smaller than 2⁻¹²⁷ as zero is: by then it makes no difference.
  const inverse = powerOfTwo(lanes, i32x4.maxS(lanes.i32.sub(3 * exponentBias, biased), lanes.i32.constant(0)));
  const [scale, rest] = powersOfTwo(lanes, biased);
  const value = f32.mul(f32.mul(f32.add(p, f32.sub(1, inverse)), scale), rest);
  return lanes.addSign(value, x);
}
