/**
 * Instructions on vectors of floats: {@linkcode f32x4} and {@linkcode f64x2}. A number as operand stands for itself in every lane.
 * Comparisons set all bits of a lane where they hold. `relaxed` instructions may round, or treat NaN and zeros, as the machine does.
 *
 * @module
 */
import type { Expression, Operand } from "./expression.ts";
import { instruction, lift } from "./expression.ts";
import type { Binary, Family, Ternary, Unary } from "./instruction_family.ts";
import { family, operation } from "./instruction_family.ts";
import type { Vector } from "./vectors.ts";
import { asItIs, v128, vectorOpcode } from "./vectors.ts";

/** A vector, or a number for every lane. */
export type FloatLanes = Vector | number;

/** Instructions that f32x4 and f64x2 both have. `pmin(a, b)` is `b < a ? b : a`, and `pmax(a, b)` is `a < b ? b : a`. */
export type FloatVectorInstructions<T extends "f32" | "f64"> =
  & Family<"eq" | "ne" | "lt" | "gt" | "le" | "ge", Binary<FloatLanes, "v128">>
  & Family<"abs" | "neg" | "sqrt" | "ceil" | "floor" | "trunc" | "nearest", Unary<FloatLanes, "v128">>
  & Family<"add" | "sub" | "mul" | "div" | "min" | "max" | "pmin" | "pmax", Binary<FloatLanes, "v128">>
  & Family<"relaxedMadd" | "relaxedNmadd", Ternary<FloatLanes, "v128">>
  & Family<"relaxedMin" | "relaxedMax", Binary<FloatLanes, "v128">>
  & {
    /** One number in every lane. */
    readonly splat: (x: Operand<T>) => Vector;
    /** The number of a lane. */
    readonly extractLane: (x: Vector, lane: number) => Expression<T>;
    /** The vector with another number in one lane. */
    readonly replaceLane: (x: Vector, lane: number, value: Operand<T>) => Vector;
  };

/** Instructions on four 32-bit floats. */
export const f32x4:
  & FloatVectorInstructions<"f32">
  & Family<"convertI32x4S" | "convertI32x4U", Unary<Vector, "v128">>
  & {
    /** A constant, lane by lane. */
    readonly const: (a: number, b: number, c: number, d: number) => Vector;
    /** Two 64-bit floats, rounded, and two zeros. */
    readonly demoteF64x2Zero: Unary<Vector, "v128">;
  } = {
    const: (...lanes) => v128.const(new Uint8Array(Float32Array.from(lanes).buffer)),
    ...floatVector("f32", (x) => f32x4.const(x, x, x, x), {
      splat: 0x13,
      lane: 0x1f,
      compare: 0x41,
      compute: 0xe0,
      relaxedProduct: 0x105,
      relaxedExtreme: 0x10d,
    }, { ceil: 0x67, floor: 0x68, trunc: 0x69, nearest: 0x6a }),
    ...family(
      { convertI32x4S: 0xfa, convertI32x4U: 0xfb, demoteF64x2Zero: 0x5e },
      (code) => operation("v128", vectorOpcode(code), asItIs),
    ),
  };

/** Instructions on two 64-bit floats. */
export const f64x2:
  & FloatVectorInstructions<"f64">
  & Family<"convertLowI32x4S" | "convertLowI32x4U" | "promoteLowF32x4", Unary<Vector, "v128">>
  & {
    /** A constant, lane by lane. */
    readonly const: (a: number, b: number) => Vector;
  } = {
    const: (...lanes) => v128.const(new Uint8Array(Float64Array.from(lanes).buffer)),
    ...floatVector("f64", (x) => f64x2.const(x, x), {
      splat: 0x14,
      lane: 0x21,
      compare: 0x47,
      compute: 0xec,
      relaxedProduct: 0x107,
      relaxedExtreme: 0x10f,
    }, { ceil: 0x74, floor: 0x75, trunc: 0x7a, nearest: 0x94 }),
    ...family(
      { convertLowI32x4S: 0xfe, convertLowI32x4U: 0xff, promoteLowF32x4: 0x5f },
      (code) => operation("v128", vectorOpcode(code), asItIs),
    ),
  };

/** The first opcode of each group of instructions. */
interface FirstOpcodes {
  readonly splat: number;
  readonly lane: number;
  readonly compare: number;
  readonly compute: number;
  readonly relaxedProduct: number;
  readonly relaxedExtreme: number;
}

/** The instructions that both shapes have, at the same distance from the first opcode of their group, but for the roundings. */
function floatVector<T extends "f32" | "f64">(
  type: T,
  everywhere: (x: number) => Vector,
  first: FirstOpcodes,
  roundings: Readonly<Record<"ceil" | "floor" | "trunc" | "nearest", number>>,
): FloatVectorInstructions<T> {
  const own = (x: FloatLanes): Vector => typeof x === "number" ? everywhere(x) : x;
  const vector = (code: number) => operation("v128", vectorOpcode(code), own);
  return {
    splat: (x) =>
      typeof x === "number" ? everywhere(x) : instruction("v128", vectorOpcode(first.splat), [lift(type, x)]),
    extractLane: (x, lane) => instruction(type, vectorOpcode(first.lane), [x], (to) => to.byte(lane)),
    replaceLane: (x, lane, value) =>
      instruction("v128", vectorOpcode(first.lane + 1), [x, lift(type, value)], (to) => to.byte(lane)),
    ...family({ eq: 0, ne: 1, lt: 2, gt: 3, le: 4, ge: 5 }, (code) => vector(first.compare + code)),
    ...family({ abs: 0, neg: 1, sqrt: 3 }, (code) => vector(first.compute + code)),
    ...family(roundings, vector),
    ...family(
      { add: 4, sub: 5, mul: 6, div: 7, min: 8, max: 9, pmin: 10, pmax: 11 },
      (code) => vector(first.compute + code),
    ),
    ...family({ relaxedMadd: 0, relaxedNmadd: 1 }, (code) => vector(first.relaxedProduct + code)),
    ...family({ relaxedMin: 0, relaxedMax: 1 }, (code) => vector(first.relaxedExtreme + code)),
  };
}
