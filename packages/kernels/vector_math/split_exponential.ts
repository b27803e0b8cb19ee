/**
 * What exp, expm1 and their kin have in common: `eˣ = 2ⁿ (1 + p)`.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { i32x4 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";

/** 1.5 · 2²³: added to a small float, it leaves the nearest whole number in the low bits. The lowest nine of its own bits are zeros. */
const shifter = 12582912;
const shifterBits = 0x4b400000;

/** `ln 2` in two parts; products of the first with whole numbers below 512 are exact. Made by golden/coefficients.py. */
const [ln2High, ln2Low] = [0.693145751953125, 1.428606765330187e-06];

/** `(eʳ − 1 − r)/r²` for |r| ≤ ln 2 / 2; that makes an error of 2⁻²⁶ in eʳ − 1. Made by golden/coefficients.py. */
const coefficients = [
  0.4999999701976776,
  0.16666541993618011,
  0.041667431592941284,
  0.008366876281797886,
  0.0013871879782527685,
];

/** The exponent of 1 as the bits of a float have it. */
export const exponentBias = 127;

/** `eˣ = 2ⁿ eʳ`. */
interface ReducedExponent {
  /** n and what was to be added to it, in the low nine bits; what is above them is anything. */
  readonly power: Local<"v128">;
  /** The rest of the exponent, with |r| ≤ ln 2 / 2. */
  readonly r: Local<"v128">;
}

/** `eˣ = 2ⁿ (1 + p)`. */
export interface SplitExponential extends Pick<ReducedExponent, "power"> {
  /** `eʳ − 1`. */
  readonly p: Local<"v128">;
}

/** Splits `eˣ`, for x in [-150, 90] or NaN; `bias` is added to the power. */
export function splitExponential(lanes: Lanes, x: Local<"v128">, bias: number = exponentBias): SplitExponential {
  const { f32 } = lanes;
  const { power, r } = reduceExponent(lanes, x, bias);
  return { power, p: lanes.let(f32.madd(f32.mul(r, r), f32.polynomial(r, coefficients), r)) };
}

/**
 * `2ᵏ e^(x − less)` for x in [-150, 0], if that is a normal float; anything if x is NaN.
 *
 * @param lanes Where the code goes
 * @param x The exponent
 * @param less What is to be taken off it with more digits, small against 1
 * @param k A whole number
 */
export function liftedExponential(lanes: Lanes, x: Local<"v128">, less: Vector, k: number): Vector {
  const { power, r } = reduceExponent(lanes, x, k, less);
  // Adding to the exponent of a float costs less than a product.
  return lanes.i32.add(lanes.f32.polynomial(r, [1, 1, ...coefficients]), i32x4.shl(power, 23));
}

function reduceExponent(lanes: Lanes, x: Local<"v128">, bias: number, less?: Vector): ReducedExponent {
  const { f32 } = lanes;
  const power = lanes.let(f32.madd(x, Math.LOG2E, shifter + bias));
  const n = lanes.let(f32.sub(power, shifter + bias));
  const exact = f32.madd(n, -ln2High, x);
  return { power, r: lanes.let(f32.madd(n, -ln2Low, less === undefined ? exact : f32.sub(exact, less))) };
}

/** The power with its bias, as a number. */
export function wholePower(lanes: Lanes, power: Vector): Local<"v128"> {
  return lanes.let(lanes.i32.sub(power, shifterBits));
}

/** `2ⁿ` from n and {@linkcode exponentBias}, of which the sum is in [1, 254], or 0 if it is 0; the low nine bits count. */
export function powerOfTwo(lanes: Lanes, biased: Vector): Local<"v128"> {
  return lanes.let(i32x4.shl(biased, 23));
}

/** Two powers of two, whose product is `2ⁿ` for any n in [-252, 254], from n and twice {@linkcode exponentBias}. */
export function powersOfTwo(lanes: Lanes, biased: Local<"v128">): readonly [Local<"v128">, Local<"v128">] {
  const half = lanes.let(i32x4.shrU(biased, 1));
  return [powerOfTwo(lanes, half), powerOfTwo(lanes, i32x4.sub(biased, half))];
}

/** `eˣ − 1` for x in [-80, 0], or NaN. Zeros of either sign give zero. */
export function expm1OfNegative(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const { power, p } = splitExponential(lanes, x);
  const scale = powerOfTwo(lanes, power);
  return f32.madd(p, scale, f32.sub(scale, 1));
}
