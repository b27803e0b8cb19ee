/**
 * The natural logarithm on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { v128 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { splitLogarithm, withLimits } from "./split_logarithm.ts";

const smallestNormal = 2 ** -126;

/** ln x, within 0.9 units in the last place. 自然对数 */
export function log(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const tiny = lanes.let(f32.lt(x, smallestNormal));
  const normal = lanes.let(lanes.select(tiny, f32.mul(x, 2 ** 23), x));
  const exponent = v128.and(tiny, f32.constant(-23));
  return withLimits(lanes, splitLogarithm(lanes, normal, { exponent }), x);
}
