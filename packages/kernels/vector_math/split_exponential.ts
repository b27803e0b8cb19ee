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

/** `eˣ = 2ⁿ (1 + p)`. */
export interface SplitExponential {
  /** n, in the low nine bits; what is above them is anything. */
  readonly power: Local<"v128">;
  /** `eʳ − 1`, with |r| ≤ ln 2 / 2. */
  readonly p: Local<"v128">;
}

/**
 * Splits `e^(x + rest)`.
 *
 * @param lanes Where the code goes
 * @param x The exponent, in [-150, 90] or NaN
 * @param rest What is to be added to it with more digits, small against 1
 */
export function splitExponential(lanes: Lanes, x: Vector, rest?: Local<"v128">): SplitExponential {
  const { f32 } = lanes;
  const whole = rest === undefined ? x : f32.add(x, rest);
  const power = lanes.let(f32.madd(whole, Math.LOG2E, shifter));
  const n = lanes.let(f32.sub(power, shifter));
  const exact = f32.madd(n, -ln2High, x);
  const r = lanes.let(f32.madd(n, -ln2Low, rest === undefined ? exact : f32.add(exact, rest)));
  const p = lanes.let(f32.madd(f32.mul(r, r), f32.polynomial(r, coefficients), r));
  return { power, p };
}

/** n as a number with its sign. */
export function wholePower(lanes: Lanes, power: Vector): Local<"v128"> {
  return lanes.let(lanes.i32.sub(power, shifterBits));
}

/** `2ⁿ` for n in [-126, 127], and 0 for -127, from the low nine bits of n. */
export function powerOfTwo(lanes: Lanes, n: Vector, more = 0): Vector {
  return i32x4.shl(lanes.i32.add(n, 127 + more), 23);
}

/** `2⁻ⁿ`, as {@linkcode powerOfTwo}. */
export function inversePowerOfTwo(lanes: Lanes, n: Vector): Vector {
  return i32x4.shl(lanes.i32.sub(127, n), 23);
}

/** `x 2ⁿ` for any n in [-252, 254], rounded once. */
export function scale(lanes: Lanes, x: Vector, n: Local<"v128">): Vector {
  const { f32, i32 } = lanes;
  const half = lanes.let(i32x4.shrS(n, 1));
  return f32.mul(f32.mul(x, powerOfTwo(lanes, half)), powerOfTwo(lanes, i32.sub(n, half)));
}

/** `eˣ − 1` for x in [-80, 0], or NaN. Zeros of either sign give zero. */
export function expm1OfNegative(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const { power, p } = splitExponential(lanes, x);
  return f32.mul(f32.add(p, f32.sub(1, inversePowerOfTwo(lanes, power))), powerOfTwo(lanes, power));
}
