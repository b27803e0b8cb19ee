/**
 * What sin, cos and tan have in common: an angle less the nearest multiple of π/2.
 *
 * @module
 */
import type { Local, Vector } from "../wasm/mod.ts";
import { f64x2, v128 } from "../wasm/mod.ts";
import { fromHalves, lowBits, toHalves } from "./halves.ts";
import type { Lanes } from "./lanes.ts";

/** 1.5 · 2⁵²: added to a small double, it leaves the nearest whole number in the low bits. */
const shifter = 6755399441055744;

/** `π/2` in two parts; products of the first with whole numbers below 2²⁰ are exact. Made by golden/coefficients.py. */
const [halfPiHigh, halfPiLow] = [1.5707963267341256, 6.077100506506192e-11];

/** Up to here two parts of π/2 are enough. */
const reach = 2 ** 20;

/** `2/π = c₁ 2⁻²⁹ + c₂ 2⁻⁵⁸ + …`. Made by golden/coefficients.py. */
const twoOverPi = [341782637, 423170132, 352195499, 488592205, 461485765, 90590992, 478285810];

/** An angle less quarter turns. */
export interface ReducedAngle {
  /** What is left, in [-π/4, π/4]. */
  readonly rest: Local<"v128">;
  /** How many quarter turns, in the low two bits; what is above them is anything. */
  readonly quarters: Local<"v128">;
}

/** Takes quarter turns away; right for every finite angle, NaN for others. */
export function reduceAngle(lanes: Lanes, x: Local<"v128">): ReducedAngle {
  const { f32 } = lanes;
  const [low, high] = toHalves(lanes, x).map((half) => reduceSmall(lanes, half)) as [Reduced, Reduced];
  const rest = lanes.let(fromHalves(low.rest, high.rest));
  const quarters = lanes.let(lowBits(low.quarters, high.quarters));
  const large = lanes.let(f32.gt(lanes.magnitude(x), reach));
  lanes.f.if(v128.anyTrue(large), () => {
    const [low, high] = toHalves(lanes, x).map((half) => reduceLarge(lanes, half)) as [Reduced, Reduced];
    lanes.f.set(rest, lanes.select(large, fromHalves(low.rest, high.rest), rest));
    lanes.f.set(quarters, lanes.select(large, lowBits(low.quarters, high.quarters), quarters));
  });
  return { rest, quarters };
}

interface Reduced {
  readonly rest: Vector;
  readonly quarters: Vector;
}

function reduceSmall(lanes: Lanes, x: Local<"v128">): Reduced {
  const { f64 } = lanes;
  const quarters = lanes.let(f64.madd(x, 2 / Math.PI, shifter));
  const n = lanes.let(f64.sub(quarters, shifter));
  return { rest: f64.madd(n, -halfPiLow, f64.madd(n, -halfPiHigh, x)), quarters };
}

/**
 * Multiplies with 2/π digit by digit. A float has 24 bits and a digit 29, so each product is exact, and so is what is left of it when
 * whole turns are taken away. The code runs seldom: its constants are left where they are used.
 */
function reduceLarge(lanes: Lanes, x: Local<"v128">): Reduced {
  const left = lanes.let(f64x2.splat(0));
  const quarters = lanes.let(f64x2.splat(shifter));
  const term = lanes.f.local("v128");
  const nearest = lanes.f.local("v128");
  twoOverPi.forEach((digit, i) => {
    lanes.f.set(term, f64x2.mul(x, digit * 2 ** (-29 * (i + 1))));
    lanes.f.set(term, f64x2.sub(term, f64x2.mul(f64x2.floor(f64x2.mul(term, 0.25)), 4)));
    lanes.f.set(left, f64x2.add(left, term));
    lanes.f.set(nearest, f64x2.nearest(left));
    lanes.f.set(left, f64x2.sub(left, nearest));
    lanes.f.set(quarters, f64x2.add(quarters, nearest));
  });
  return { rest: f64x2.mul(left, Math.PI / 2), quarters };
}
