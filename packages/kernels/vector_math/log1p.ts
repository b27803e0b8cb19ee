/**
 * The natural logarithm of 1 + x on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { splitLogarithm, withLimits } from "./split_logarithm.ts";

/** ln(1 + x), within 1.5 units in the last place. */
export function log1p(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const sum = lanes.let(f32.add(x, 1));
  // What the sum has lost (O. Møller, Quasi double-precision in floating point addition, 1965).
  const part = lanes.let(f32.sub(sum, 1));
  const rest = f32.add(f32.sub(1, f32.sub(sum, part)), f32.sub(x, part));
  return lanes.addSign(withLimits(lanes, splitLogarithm(lanes, sum, { rest }), sum), x);
}
