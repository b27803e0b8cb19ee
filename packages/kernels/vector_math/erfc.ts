/**
 * The complementary error function on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { v128 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { liftedExponential } from "./split_exponential.ts";

/** `e^(a²) erfc a` for a in [0, 10.2] is the first polynomial over the second, but for 2⁻²⁵·⁹ of it. Made by golden/coefficients.py. */
const dividend = [
  17.156618118286133,
  21.261398315429688,
  12.567010879516602,
  3.939846992492676,
  0.5641962289810181,
];
const divisor = [
  17.156618118286133,
  40.62057876586914,
  41.245643615722656,
  22.767139434814453,
  6.983643531799316,
  1,
];

/** Keeps powers of two in the range of normal floats; the dividend has as much less. */
const lift = 64;

/** 1 − erf x, within 8.5 units in the last place, with fused steps 6.5; accurate where it is small. */
export function erfc(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const a = lanes.let(f32.pmin(lanes.magnitude(x), 10.2));
  const { rounded, less } = negativeSquare(lanes, a);
  const ratio = f32.div(f32.polynomial(a, dividend.map((c) => c * 2 ** -lift)), f32.polynomial(a, divisor));
  const complement = lanes.let(f32.mul(liftedExponential(lanes, rounded, less, lift), ratio));
  return lanes.select(f32.lt(x, 0), f32.sub(2, complement), complement);
}

/** −a² is `rounded − less`, but for a rounding of `less`. */
function negativeSquare(
  lanes: Lanes,
  a: Local<"v128">,
): { readonly rounded: Local<"v128">; readonly less: Local<"v128"> } {
  const { f32 } = lanes;
  if (lanes.isFused) {
    const rounded = lanes.let(f32.nmadd(a, a, 0));
    return { rounded, less: lanes.let(f32.madd(a, a, rounded)) };
  }
  // a² = h² + (a − h)(a + h), where h has twelve digits, so that its square is exact.
  const h = lanes.let(v128.and(a, lanes.i32.constant(-4096)));
  const rounded = lanes.let(lanes.negativeMagnitude(f32.mul(h, h)));
  return { rounded, less: lanes.let(f32.mul(f32.sub(a, h), f32.add(a, h))) };
}
