/**
 * Writing code for vectors in a loop: arithmetic whose constants are computed once, before the loop.
 *
 * @module
 */
import type { FloatLanes, IntegerLanes, Local, ResultType, Vector, VectorLevel } from "../wasm/mod.ts";
import { f32x4, f64x2, FunctionBuilder, i32x4, i64x2, v128 } from "../wasm/mod.ts";

/** The levels that have vector instructions. */
export type VectorCodeLevel = Exclude<VectorLevel, "none">;

type FloatWord = "add" | "sub" | "mul" | "div" | "pmin" | "pmax" | "eq" | "ne" | "lt" | "gt";

/** Arithmetic on lanes of floats; a number stands for itself in every lane. */
export interface FloatArithmetic
  extends Pick<typeof f32x4, "add" | "sub" | "mul" | "div" | "pmin" | "pmax" | "eq" | "ne" | "lt" | "gt"> {
  /** A number in every lane. */
  constant(value: number): Vector;
  /** a · b + c, rounded once where the machine can and the level lets it. */
  madd(a: FloatLanes, b: FloatLanes, c: FloatLanes): Vector;
  /** c − a · b, in the same way. */
  nmadd(a: FloatLanes, b: FloatLanes, c: FloatLanes): Vector;
  /** `c₀ + c₁ x + c₂ x² + …` by Horner's rule; two coefficients or more. */
  polynomial(x: Vector, coefficients: readonly number[]): Vector;
}

/** Arithmetic on lanes of whole numbers; a number stands for itself in every lane. */
export interface IntegerArithmetic<T extends "i32" | "i64"> {
  /** A number in every lane. */
  constant(value: IntegerLanes<T>): Vector;
  /** a + b. */
  add(a: IntegerLanes<T>, b: IntegerLanes<T>): Vector;
  /** a − b. */
  sub(a: IntegerLanes<T>, b: IntegerLanes<T>): Vector;
}

/** Gives the place of a constant, from what it is and the code that makes it. */
type Place = (key: string, make: () => Vector) => Vector;

/** What is done with each step of arithmetic. */
type Step = (value: Vector) => Vector;

/** The inside of a loop over vectors, as a function's code is written. */
export class Lanes {
  /** The function: statements go here. */
  readonly f: FunctionBuilder<ResultType>;
  /** Four 32-bit floats. */
  readonly f32: FloatArithmetic;
  /** Two 64-bit floats. */
  readonly f64: FloatArithmetic;
  /** Four 32-bit whole numbers. */
  readonly i32: IntegerArithmetic<"i32">;
  /** Two 64-bit whole numbers. */
  readonly i64: IntegerArithmetic<"i64">;
  /** Whether this is the first time that the code is written, which only shows what constants there are. */
  readonly isDraft: boolean;
  /** Whether `madd` and `nmadd` round once. */
  readonly isFused: boolean;
  readonly #select: (first: Vector, second: Vector, mask: Vector) => Vector;
  readonly #level: VectorCodeLevel;
  readonly #place: Place;

  /**
   * Made by {@linkcode writeLanes}.
   *
   * @param f The function
   * @param level The vector instructions
   * @param place Where constants are
   * @param isDraft Whether the code will be written again
   * @param step What is done with each step of arithmetic
   */
  constructor(
    f: FunctionBuilder<ResultType>,
    level: VectorCodeLevel,
    place: Place,
    isDraft = false,
    step: Step = (value) => value,
  ) {
    const fused = level === "relaxed";
    this.f = f;
    this.isDraft = isDraft;
    this.isFused = fused;
    this.#level = level;
    this.#place = place;
    this.f32 = floatArithmetic(f32x4, fused, (x) => place(`f32 ${exactly(x)}`, () => f32x4.splat(x)), step);
    this.f64 = floatArithmetic(f64x2, fused, (x) => place(`f64 ${exactly(x)}`, () => f64x2.splat(x)), step);
    const i32 = (x: IntegerLanes<"i32">) => typeof x === "number" ? place(`i32 ${x}`, () => i32x4.splat(x)) : x;
    const i64 = (x: IntegerLanes<"i64">) => typeof x === "bigint" ? place(`i64 ${x}`, () => i64x2.splat(x)) : x;
    this.i32 = { constant: i32, add: (a, b) => i32x4.add(i32(a), i32(b)), sub: (a, b) => i32x4.sub(i32(a), i32(b)) };
    this.i64 = { constant: i64, add: (a, b) => i64x2.add(i64(a), i64(b)), sub: (a, b) => i64x2.sub(i64(a), i64(b)) };
    this.#select = fused ? i32x4.relaxedLaneselect : v128.bitselect;
  }

  /** The same constants for code that goes elsewhere, where each step of arithmetic is a statement. */
  stepwise(f: FunctionBuilder<ResultType>): Lanes {
    return new Lanes(f, this.#level, this.#place, this.isDraft, (value) => f.let(value));
  }

  /** Computes a value once, to use it more than once. */
  let(value: Vector): Local<"v128"> {
    return this.f.let(value);
  }

  /** Where all bits of a lane of the mask are ones, the first; where they are zeros, the second. */
  select(mask: Vector, first: FloatLanes, second: FloatLanes): Vector {
    return this.#select(this.#float(first), this.#float(second), mask);
  }

  /** The 32-bit floats without their signs. */
  magnitude(x: Vector): Vector {
    return v128.and(x, this.i32.constant(0x7fffffff));
  }

  /** The 32-bit floats with a minus sign each. */
  negativeMagnitude(x: Vector): Vector {
    return v128.or(x, this.i32.constant(-0x80000000));
  }

  /** Sets the signs that `from` has. Where `x` is not negative, that gives it the signs of `from`. */
  addSign(x: Vector, from: Vector): Vector {
    return v128.or(x, v128.and(from, this.i32.constant(-0x80000000)));
  }

  #float(x: FloatLanes): Vector {
    return typeof x === "number" ? this.f32.constant(x) : x;
  }
}

/**
 * Writes code whose constants are computed once, before it. Constants are dear: one takes three instructions each time, a variable one.
 *
 * @param f The function
 * @param level The vector instructions
 * @param write Writes the code, loop and all; called twice, first to see which constants there are
 */
export function writeLanes(
  f: FunctionBuilder<ResultType>,
  level: VectorCodeLevel,
  write: (lanes: Lanes) => void,
): void {
  const constants = new Map<string, Vector>();
  const draft = new FunctionBuilder<ResultType>(0, "none");
  const find: Place = (key, make) => {
    const value = constants.get(key) ?? make();
    constants.set(key, value);
    return value;
  };
  write(new Lanes(draft, level, find, true));
  for (const [key, value] of constants) constants.set(key, f.let(value));
  write(new Lanes(f, level, (key) => constants.get(key)!));
}

function floatArithmetic(
  instructions: typeof f32x4 | typeof f64x2,
  fused: boolean,
  constant: (value: number) => Vector,
  step: Step,
): FloatArithmetic {
  const own = (x: FloatLanes): Vector => typeof x === "number" ? constant(x) : x;
  const binary = (name: FloatWord) => (a: FloatLanes, b: FloatLanes) => step(instructions[name](own(a), own(b)));
  const madd = (a: FloatLanes, b: FloatLanes, c: FloatLanes): Vector =>
    fused
      ? step(instructions.relaxedMadd(own(a), own(b), own(c)))
      : step(instructions.add(step(instructions.mul(own(a), own(b))), own(c)));
  const nmadd = (a: FloatLanes, b: FloatLanes, c: FloatLanes): Vector =>
    fused
      ? step(instructions.relaxedNmadd(own(a), own(b), own(c)))
      : step(instructions.sub(own(c), step(instructions.mul(own(a), own(b)))));
  return {
    add: binary("add"),
    sub: binary("sub"),
    mul: binary("mul"),
    div: binary("div"),
    pmin: binary("pmin"),
    pmax: binary("pmax"),
    eq: binary("eq"),
    ne: binary("ne"),
    lt: binary("lt"),
    gt: binary("gt"),
    constant,
    madd,
    nmadd,
    polynomial: (x, coefficients) => {
      const [highest, next, ...others] = coefficients.toReversed() as [number, number, ...number[]];
      const first = highest === 1 ? step(instructions.add(x, constant(next))) : madd(highest, x, next);
      return others.reduce((sum, coefficient) => madd(sum, x, coefficient), first);
    },
  };
}

/** Tells −0 from 0. */
function exactly(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
