/**
 * Sine and cosine of angles up to an eighth of a turn, and their place around the circle.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { i32x4, v128 } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";

/** `(sin r − r)/r³` and `(cos r − 1)/r²` as polynomials in r²; errors of 2⁻²⁷ and 2⁻³³ of sin and cos. Made by golden/coefficients.py. */
const sineCoefficients = [-0.16666655242443085, 0.008332189172506332, -0.00019518285989761353];
const cosineCoefficients = [-0.5, 0.04166664555668831, -0.0013887310633435845, 2.4432563805021346e-05];

/** Sine and cosine of an angle in [-π/4, π/4]. */
export function sineAndCosine(lanes: Lanes, angle: Local<"v128">): { sine: Local<"v128">; cosine: Local<"v128"> } {
  const { f32 } = lanes;
  const square = lanes.let(f32.mul(angle, angle));
  // The last step is a product, which keeps the sign of zero.
  const sine = f32.mul(angle, f32.madd(square, f32.polynomial(square, sineCoefficients), 1));
  const cosine = f32.madd(square, f32.polynomial(square, cosineCoefficients), 1);
  return { sine: lanes.let(sine), cosine: lanes.let(cosine) };
}

/** Whether the number of quarter turns is odd, as a mask. */
export function isOdd(quarters: Vector): Vector {
  return i32x4.shrS(i32x4.shl(quarters, 31), 31);
}

/** The sine of `angle` and so many quarter turns. */
export function sineAt(lanes: Lanes, angle: Local<"v128">, quarters: Local<"v128">): Vector {
  const { sine, cosine } = sineAndCosine(lanes, angle);
  const value = lanes.select(isOdd(quarters), cosine, sine);
  const sign = i32x4.shl(v128.and(quarters, lanes.i32.constant(2)), 30);
  return v128.xor(value, sign);
}
