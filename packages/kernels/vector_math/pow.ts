/**
 * Powers on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { f32x4, i64x2, v128 } from "../wasm/mod.ts";
import { fromHalves, toHalves } from "./halves.ts";
import type { Lanes } from "./lanes.ts";

/** The bits of 1 and of √½ as doubles. */
const oneBits = 0x3ff0000000000000n;
const rootBits = 0x3fe6a09e667f3bcdn;

/** `2⁵²` and its bits: with these, or-ing a small whole number makes a double of it. */
const wholes = 2 ** 52;
const wholeBits = 0x4330000000000000n;

/** 1.5 · 2⁵²: added to a small double, it leaves the nearest whole number in the low bits. The lowest twelve of its own bits are zeros. */
const shifter = 1.5 * wholes;

/** `log₂((1 + s)/(1 − s))/s` as a polynomial in s², for the quotient in [√½, √2]; relative error 2⁻³⁷. Made by golden/coefficients.py. */
const logarithmCoefficients = [
  2.8853900817900793,
  0.9617966733507198,
  0.5770835831729573,
  0.4116728317328366,
  0.34072792942811353,
];

/** `(2ʳ − 1)/r` for |r| ≤ ½; that makes an error of 2⁻²⁸ in 2ʳ. Made by golden/coefficients.py. */
const powerCoefficients = [
  0.6931472055733224,
  0.2402264756255319,
  0.055503261368210356,
  0.009618462940811886,
  0.001340147828303894,
  0.00015351261181073002,
];

/** x to the power y, within 0.6 units in the last place, with the limits of `Math.pow`. 幂 */
export function pow(lanes: Lanes, x: Local<"v128">, y: Local<"v128">): Vector {
  const { f32 } = lanes;
  const bases = toHalves(lanes, lanes.let(lanes.magnitude(x)));
  const exponents = toHalves(lanes, y);
  const [low, high] = [0, 1].map((half) => {
    const exponent = lanes.f64.mul(exponents[half]!, logarithm2(lanes, bases[half]!));
    return power2(lanes, lanes.let(exponent));
  }) as [Vector, Vector];
  const magnitude = fromHalves(low, high);

  const half = lanes.let(f32.mul(y, 0.5));
  const fraction = f32.ne(f32x4.floor(y), y);
  const odd = v128.andnot(f32.ne(f32x4.floor(half), half), fraction);
  const signed = lanes.addSign(magnitude, v128.and(x, odd));
  const impossible = v128.and(v128.and(f32.lt(x, 0), f32.gt(x, -Infinity)), fraction);
  const defined = v128.or(signed, v128.or(impossible, f32.ne(x, x)));
  return lanes.select(f32.eq(y, 0), 1, defined);
}

/** The binary logarithm of doubles that are positive floats, infinite or zero. */
function logarithm2(lanes: Lanes, x: Local<"v128">): Vector {
  const { f64, i64 } = lanes;
  // x = 2ᵉ m with m in [√½, √2); the upper bits of `shifted` are those of e + 1023.
  const shifted = lanes.let(i64.add(x, oneBits - rootBits));
  const e = f64.sub(v128.or(i64x2.shrU(shifted, 52), i64.constant(wholeBits)), wholes + 1023);
  const exponentBits = v128.and(shifted, i64.constant(0x7ff0000000000000n));
  const m = lanes.let(i64.add(i64.sub(x, exponentBits), oneBits));
  const s = lanes.let(f64.div(f64.sub(m, 1), f64.add(m, 1)));
  const square = lanes.let(f64.mul(s, s));
  const finite = f64.madd(s, f64.polynomial(square, logarithmCoefficients), e);
  const below = v128.bitselect(f64.constant(Infinity), finite, f64.eq(x, Infinity));
  return v128.bitselect(f64.constant(-Infinity), below, f64.eq(x, 0));
}

/** 2ˣ of doubles; zero or infinite where it is for floats. */
function power2(lanes: Lanes, x: Local<"v128">): Vector {
  const { f64, i64 } = lanes;
  // The order of operands lets NaN through.
  const bounded = lanes.let(f64.pmax(f64.pmin(x, 200), -200));
  const shifted = lanes.let(f64.add(bounded, shifter));
  const r = lanes.let(f64.sub(bounded, f64.sub(shifted, shifter)));
  const mantissa = f64.madd(r, f64.polynomial(r, powerCoefficients), 1);
  return f64.mul(mantissa, i64x2.shl(i64.add(shifted, 1023n), 52));
}
