/**
 * The complementary error function on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { v128 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { powerOfTwo, splitExponential } from "./split_exponential.ts";

/** `e^(a²) erfc a` for a in [0, 10.2] is the first polynomial over the second, but for 2⁻²⁶ of it. Made by golden/coefficients.py. */
const dividend = [
  1,
  1.2392531633377075,
  0.7324872016906738,
  0.2296399623155594,
  0.03288496285676956,
];
const divisor = [
  1,
  2.3676328659057617,
  2.4040653705596924,
  1.3270171880722046,
  0.4070521891117096,
  0.0582863986492157,
];

/** Keeps a power of two that underflows a normal number for a while. */
const lift = 64;

/** 1 − erf x, within 6 units in the last place, accurate where it is small. */
export function erfc(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const a = lanes.let(f32.pmin(lanes.magnitude(x), 10.2));
  // a² = h² + (a − h)(a + h), where h has twelve digits, so that its square is exact.
  const h = lanes.let(v128.and(a, lanes.i32.constant(-4096)));
  const exponent = lanes.let(lanes.negativeMagnitude(f32.mul(h, h)));
  const rest = lanes.let(f32.mul(f32.sub(h, a), f32.add(h, a)));
  const { power, p } = splitExponential(lanes, exponent, rest);
  const ratio = f32.div(f32.polynomial(a, dividend), f32.polynomial(a, divisor));
  const lifted = f32.mul(f32.mul(f32.add(p, 1), ratio), powerOfTwo(lanes, power, lift));
  const complement = lanes.let(f32.mul(lifted, 2 ** -lift));
  return lanes.select(f32.lt(x, 0), f32.sub(2, complement), complement);
}
