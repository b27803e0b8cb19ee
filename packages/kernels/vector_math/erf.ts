/**
 * The error function on vectors.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import type { Lanes } from "./lanes.ts";
import { expm1OfNegative } from "./split_exponential.ts";

/** `−ln(erfc a)/a − 1` for a in [0, 4]; that makes an error of 2⁻²⁷ in erf a. Made by golden/coefficients.py. */
const coefficients = [
  0.12837916612625122,
  0.6366195678710938,
  0.10277630388736725,
  -0.019147822633385658,
  -0.0001695039973128587,
  0.0016756755067035556,
  -0.0006373623618856072,
  0.00011886085121659562,
  -9.387896170665044e-06,
];

/** erf x, within 2.1 units in the last place; exactly ±1 from |x| = 4 on. 误差函数 */
export function erf(lanes: Lanes, x: Local<"v128">): Vector {
  const { f32 } = lanes;
  const a = lanes.let(f32.pmax(lanes.negativeMagnitude(x), -4));
  // a + a (c₀ − c₁ a + …), for a ≤ 0.
  const logarithm = lanes.let(f32.madd(a, f32.polynomial(a, coefficients.map((c, i) => i % 2 === 0 ? c : -c)), a));
  return lanes.addSign(lanes.magnitude(expm1OfNegative(lanes, logarithm)), x);
}
