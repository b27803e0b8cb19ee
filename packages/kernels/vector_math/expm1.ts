/**
 * The exponential function less 1 on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { i32x4 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { inversePowerOfTwo, scale, splitExponential, wholePower } from "./split_exponential.ts";

/** eˣ − 1, within 1.7 units in the last place. */
export function expm1(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  // Beyond these bounds the result is −1 or infinite. The order of operands lets NaN through.
  const bounded = lanes.let(f32.pmax(f32.pmin(x, 89), -20));
  const { power, p } = splitExponential(lanes, bounded);
  const n = wholePower(lanes, power);
  const inverse = inversePowerOfTwo(lanes, i32x4.minS(n, lanes.i32.constant(127)));
  return lanes.addSign(scale(lanes, f32.add(p, f32.sub(1, inverse)), n), x);
}
