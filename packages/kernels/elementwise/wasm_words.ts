/**
 * What each word of a formula is in code.
 *
 * @module
 */
import type { KernelContext, MathName } from "../engine/kernel.ts";
import { mathNames } from "../engine/kernel.ts";
import type { FloatArithmetic, Lanes } from "../vector_math/lanes.ts";
import { expOfNonPositive } from "../vector_math/exp_of_non_positive.ts";
import * as vectorMath from "../vector_math/mod.ts";
import type { Local, Vector } from "../wasm/mod.ts";
import { f32x4, f64x2, v128 } from "../wasm/mod.ts";
import type { Precision } from "./element_type.ts";
import type { BinaryWord, UnaryWord, Word } from "./vocabulary.ts";

/** A vector of floats in a variable. */
export type Lane = Local<"v128">;

/** What a word may want to know besides its operands. */
export interface Surroundings {
  /** Where the code goes. */
  readonly lanes: Lanes;
  /** What the floats are. */
  readonly precision: Precision;
  /** Calls a function of JavaScript; for float64 only. */
  readonly math: KernelContext["math"];
  /** The number in every lane, if it is a constant. */
  numberOf(value: Lane): number | undefined;
  /** Whether a value is known to be 0, negative or NaN. */
  isNonPositive(value: Lane): boolean;
  /** All ones where a value is not 0, all zeros elsewhere. */
  maskOf(value: Lane): Vector;
}

type Code = (around: Surroundings, a: Lane, b: Lane, c: Lane) => Vector;

/** Words whose values are truth values. */
export type TruthWord = "less" | "lessEqual" | "equal" | "and" | "not";

/** Words whose values are numbers. */
export type NumberWord = Exclude<UnaryWord | BinaryWord | "select", TruthWord>;

/** Words for which there are no instructions. */
type FunctionWord = Extract<Word, MathName>;

/** The words that call functions of JavaScript where numbers are float64. */
export function mathOf(words: readonly Word[]): MathName[] {
  return mathNames.filter((name) => words.includes(name));
}

/** Arithmetic on the floats of the formula, with constants. */
export function floatsOf({ lanes, precision }: Pick<Surroundings, "lanes" | "precision">): FloatArithmetic {
  return precision === "float32" ? lanes.f32 : lanes.f64;
}

/** Truth values, as masks. */
export const truthCode: Readonly<Record<TruthWord, Code>> = {
  less: (around, a, b) => instructionsOf(around).lt(a, b),
  lessEqual: (around, a, b) => instructionsOf(around).le(a, b),
  equal: (around, a, b) => instructionsOf(around).eq(a, b),
  and: ({ maskOf }, a, b) => v128.and(maskOf(a), maskOf(b)),
  not: ({ maskOf }, a) => v128.not(maskOf(a)),
};

/** Numbers. */
export const numberCode: Readonly<Record<NumberWord, Code>> = {
  add: (around, a, b) => instructionsOf(around).add(a, b),
  sub: (around, a, b) => instructionsOf(around).sub(a, b),
  mul: (around, a, b) => instructionsOf(around).mul(a, b),
  div: (around, a, b) => instructionsOf(around).div(a, b),
  min: smaller,
  max: larger,
  neg: (around, a) => instructionsOf(around).neg(a),
  abs: (around, a) => instructionsOf(around).abs(a),
  floor: (around, a) => instructionsOf(around).floor(a),
  ceil: (around, a) => instructionsOf(around).ceil(a),
  round: (around, a) => instructionsOf(around).nearest(a),
  sqrt: (around, a) => instructionsOf(around).sqrt(a),
  sign: signOf,
  exp: (around, a, b, c) => {
    const isShort = around.precision === "float32" && around.isNonPositive(a);
    return isShort ? expOfNonPositive(around.lanes, a) : unary("exp")(around, a, b, c);
  },
  expm1: unary("expm1"),
  log: unary("log"),
  log1p: unary("log1p"),
  sin: unary("sin"),
  cos: unary("cos"),
  tan: unary("tan"),
  tanh: unary("tanh"),
  erf: unary("erf"),
  erfc: unary("erfc"),
  pow: powerOf,
  select: ({ lanes, maskOf }, condition, a, b) => lanes.select(maskOf(condition), a, b),
};

function instructionsOf({ precision }: Surroundings): typeof f32x4 | typeof f64x2 {
  return precision === "float32" ? f32x4 : f64x2;
}

/** A function of one number: code on vectors for float32, a call for each number for float64. */
function unary(name: Exclude<FunctionWord, "pow">): Code {
  return (around, a) =>
    around.precision === "float32"
      ? vectorMath[name](around.lanes, a)
      : inEach(around, (lane) => around.math(name, f64x2.extractLane(a, lane)));
}

/** A number for each of the two lanes. */
function inEach({ lanes }: Surroundings, call: (lane: number) => ReturnType<KernelContext["math"]>): Vector {
  const first = lanes.let(f64x2.splat(call(0)));
  return f64x2.replaceLane(first, 1, call(1));
}

// The instructions that know about NaN and zeros on both sides take eight of the machine's; beside a constant one or two will do.

function smaller(around: Surroundings, a: Lane, b: Lane): Vector {
  const { numberOf } = around;
  const { min, pmin } = instructionsOf(around);
  const isPlain = (x: number | undefined) => x !== undefined && !Number.isNaN(x) && !Object.is(x, -0);
  if (isPlain(numberOf(b))) return pmin(a, b);
  return isPlain(numberOf(a)) ? pmin(b, a) : min(a, b);
}

function larger(around: Surroundings, a: Lane, b: Lane): Vector {
  const { numberOf } = around;
  const { max, pmax } = instructionsOf(around);
  const isPlain = (x: number | undefined) => x !== undefined && !Number.isNaN(x);
  if (isPlain(numberOf(a)) && !isPlain(numberOf(b))) [a, b] = [b, a];
  const limit = numberOf(b);
  if (!isPlain(limit)) return max(a, b);
  const value = pmax(a, b);
  // The larger of −0 and 0 is 0, which the instruction does not see; adding 0 makes it so.
  return Object.is(limit, 0) ? floatsOf(around).add(value, 0) : value;
}

/** −1, 0 or 1; zeros and NaN are themselves. */
function signOf(around: Surroundings, a: Lane): Vector {
  const { lanes } = around;
  const floats = floatsOf(around);
  const signs = around.precision === "float32" ? lanes.i32.constant(-0x80000000) : lanes.i64.constant(-(2n ** 63n));
  const one = v128.or(floats.constant(1), v128.and(a, signs));
  return lanes.select(floats.gt(instructionsOf(around).abs(a), 0), one, a);
}

/**
 * Powers with a constant exponent of one instruction's worth need no logarithms; float32 only, as `Math.pow` may differ from a product in the
 * last bit.
 */
function powerOf(around: Surroundings, a: Lane, b: Lane): Vector {
  const { lanes, numberOf, precision, math } = around;
  if (precision === "float64") {
    return inEach(around, (lane) => math("pow", f64x2.extractLane(a, lane), f64x2.extractLane(b, lane)));
  }
  const exponent = numberOf(b);
  if (exponent === 1) return a;
  if (exponent === 2) return f32x4.mul(a, a);
  if (exponent === -1) return lanes.f32.div(1, a);
  return vectorMath.pow(lanes, a, b);
}
