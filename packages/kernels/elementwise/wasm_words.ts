/**
 * What each word of a formula is in code.
 *
 * @module
 */
import type { Lanes } from "../vector_math/lanes.ts";
import * as vectorMath from "../vector_math/mod.ts";
import type { Local, Vector } from "../wasm/mod.ts";
import { f32x4, v128 } from "../wasm/mod.ts";
import type { BinaryWord, UnaryWord } from "./vocabulary.ts";

/** Four 32-bit floats in a variable. */
export type Lane = Local<"v128">;

/** What a word may want to know besides its operands. */
export interface Surroundings {
  /** Where the code goes. */
  readonly lanes: Lanes;
  /** The number in every lane, if it is a constant. */
  numberOf(value: Lane): number | undefined;
  /** All ones where a value is not 0, all zeros elsewhere. */
  maskOf(value: Lane): Vector;
}

type Code = (around: Surroundings, a: Lane, b: Lane, c: Lane) => Vector;

/** Words whose values are truth values. */
export type TruthWord = "less" | "lessEqual" | "equal" | "and" | "not";

/** Words whose values are numbers. */
export type NumberWord = Exclude<UnaryWord | BinaryWord | "select", TruthWord>;

/** Truth values, as masks. */
export const truthCode: Readonly<Record<TruthWord, Code>> = {
  less: (_, a, b) => f32x4.lt(a, b),
  lessEqual: (_, a, b) => f32x4.le(a, b),
  equal: (_, a, b) => f32x4.eq(a, b),
  and: ({ maskOf }, a, b) => v128.and(maskOf(a), maskOf(b)),
  not: ({ maskOf }, a) => v128.not(maskOf(a)),
};

/** Numbers. */
export const numberCode: Readonly<Record<NumberWord, Code>> = {
  add: (_, a, b) => f32x4.add(a, b),
  sub: (_, a, b) => f32x4.sub(a, b),
  mul: (_, a, b) => f32x4.mul(a, b),
  div: (_, a, b) => f32x4.div(a, b),
  min: smaller,
  max: larger,
  neg: (_, a) => f32x4.neg(a),
  abs: (_, a) => f32x4.abs(a),
  floor: (_, a) => f32x4.floor(a),
  ceil: (_, a) => f32x4.ceil(a),
  round: (_, a) => f32x4.nearest(a),
  sqrt: (_, a) => f32x4.sqrt(a),
  sign: signOf,
  exp: ({ lanes }, a) => vectorMath.exp(lanes, a),
  expm1: ({ lanes }, a) => vectorMath.expm1(lanes, a),
  log: ({ lanes }, a) => vectorMath.log(lanes, a),
  log1p: ({ lanes }, a) => vectorMath.log1p(lanes, a),
  sin: ({ lanes }, a) => vectorMath.sin(lanes, a),
  cos: ({ lanes }, a) => vectorMath.cos(lanes, a),
  tan: ({ lanes }, a) => vectorMath.tan(lanes, a),
  tanh: ({ lanes }, a) => vectorMath.tanh(lanes, a),
  erf: ({ lanes }, a) => vectorMath.erf(lanes, a),
  erfc: ({ lanes }, a) => vectorMath.erfc(lanes, a),
  pow: powerOf,
  select: ({ lanes, maskOf }, condition, a, b) => lanes.select(maskOf(condition), a, b),
};

// The instructions that know about NaN and zeros on both sides take eight of the machine's; beside a constant one or two will do.

function smaller({ numberOf }: Surroundings, a: Lane, b: Lane): Vector {
  const isPlain = (x: number | undefined) => x !== undefined && !Number.isNaN(x) && !Object.is(x, -0);
  if (isPlain(numberOf(b))) return f32x4.pmin(a, b);
  return isPlain(numberOf(a)) ? f32x4.pmin(b, a) : f32x4.min(a, b);
}

function larger({ lanes, numberOf }: Surroundings, a: Lane, b: Lane): Vector {
  const isPlain = (x: number | undefined) => x !== undefined && !Number.isNaN(x);
  if (isPlain(numberOf(a)) && !isPlain(numberOf(b))) [a, b] = [b, a];
  const limit = numberOf(b);
  if (!isPlain(limit)) return f32x4.max(a, b);
  const value = f32x4.pmax(a, b);
  // The larger of −0 and 0 is 0, which the instruction does not see; adding 0 makes it so.
  return Object.is(limit, 0) ? lanes.f32.add(value, 0) : value;
}

/** −1, 0 or 1; zeros and NaN are themselves. */
function signOf({ lanes }: Surroundings, a: Lane): Vector {
  const one = lanes.addSign(lanes.f32.constant(1), a);
  return lanes.select(lanes.f32.gt(lanes.magnitude(a), 0), one, a);
}

/** Powers with a constant exponent of one instruction's worth need no logarithms. */
function powerOf({ lanes, numberOf }: Surroundings, a: Lane, b: Lane): Vector {
  const exponent = numberOf(b);
  if (exponent === 1) return a;
  if (exponent === 2) return f32x4.mul(a, a);
  if (exponent === -1) return lanes.f32.div(1, a);
  return vectorMath.pow(lanes, a, b);
}
