/**
 * What log and log1p have in common: the logarithm of `2ᵉ (1 + f)`.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { f32x4, i32x4, v128 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";

/** The bits of `√½`: subtracted from those of a number, they leave its e in the bits above the lowest 23. */
const rootBits = 0x3f3504f3;

/** `ln 2` in two parts; products of the first with whole numbers below 512 are exact. Made by golden/coefficients.py. */
const [ln2High, ln2Low] = [0.693145751953125, 1.428606765330187e-06];

/** `(ln(1 + f) − f + f²/2)/f³` for 1 + f in [√½, √2]; that makes an error of 2⁻²⁷ in the logarithm. Made by golden/coefficients.py. */
const coefficients = [
  0.3333333134651184,
  -0.2500081956386566,
  0.2000124156475067,
  -0.166234090924263,
  0.14201581478118896,
  -0.1315961331129074,
  0.12762199342250824,
  -0.07636399567127228,
];

/** What makes the argument of a logarithm exact. */
export interface Correction {
  /** Added to the argument: less than its last digit. */
  readonly rest?: Vector;
  /** Added to e. */
  readonly exponent?: Vector;
}

/**
 * The natural logarithm of normal positive numbers; anything for others.
 *
 * @param lanes Where the code goes
 * @param x The number
 * @param correction What x lacks
 */
export function splitLogarithm(lanes: Lanes, x: Vector, { rest, exponent }: Correction): Local<"v128"> {
  const { f32, i32 } = lanes;
  const shifted = lanes.let(i32.sub(x, rootBits));
  const power = lanes.let(i32x4.shrS(shifted, 23));
  const mantissa = i32.add(v128.and(shifted, i32.constant(0x7fffff)), rootBits);
  const near = f32.sub(mantissa, 1);
  const f = lanes.let(rest === undefined ? near : f32.add(near, f32.mul(rest, inverse(lanes, power))));
  const whole = f32x4.convertI32x4S(power);
  const e = lanes.let(exponent === undefined ? whole : f32.add(whole, exponent));
  const square = lanes.let(f32.mul(f, f));
  const cubic = f32.mul(f32.mul(f, square), f32.polynomial(f, coefficients));
  const bend = f32.madd(square, -0.5, f32.madd(e, ln2Low, cubic));
  return lanes.let(f32.madd(e, ln2High, f32.add(f, bend)));
}

/** `2⁻ᵉ`, and 0 for e above 126: what it is for vanishes there. */
function inverse(lanes: Lanes, e: Vector): Vector {
  return i32x4.shl(lanes.i32.sub(127, i32x4.minS(e, lanes.i32.constant(127))), 23);
}

/**
 * Puts in what the logarithm is where {@linkcode splitLogarithm} does not reach: infinite at zero and infinity, NaN for NaN and negative numbers.
 *
 * @param lanes Where the code goes
 * @param logarithm The logarithm elsewhere
 * @param x Its argument
 */
export function withLimits(lanes: Lanes, logarithm: Vector, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const above = lanes.select(f32.lt(x, Infinity), logarithm, x);
  const nonzero = lanes.select(f32.eq(x, 0), -Infinity, above);
  return v128.or(nonzero, f32.lt(x, 0));
}
