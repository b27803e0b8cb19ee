/**
 * Instructions on vectors of whole numbers: {@linkcode i16x8}, {@linkcode i32x4} and {@linkcode i64x2}. A number as operand stands for itself in every lane.
 * Comparisons set all bits of a lane where they hold.
 *
 * @module
 */
import type { Expression, Literal, Operand } from "./expression.ts";
import { instruction, lift } from "./expression.ts";
import type { Binary, Family, Ternary, Unary } from "./instruction_family.ts";
import { family, operation } from "./instruction_family.ts";
import type { Vector } from "./vectors.ts";
import { asItIs, v128, vectorOpcode } from "./vectors.ts";

/** A vector, or a number for every lane. */
export type IntegerLanes<T extends "i32" | "i64"> = Vector | Literal<T>;

/** Instructions that i32x4 and i64x2 both have. */
export type IntegerVectorInstructions<T extends "i32" | "i64"> =
  & Family<"abs" | "neg", Unary<IntegerLanes<T>, "v128">>
  & Family<"add" | "sub" | "mul", Binary<IntegerLanes<T>, "v128">>
  & Family<"shl" | "shrS" | "shrU", (x: IntegerLanes<T>, bits: Operand<"i32">) => Vector>
  & {
    /** One number in every lane. */
    readonly splat: (x: Operand<T>) => Vector;
    /** The number of a lane. */
    readonly extractLane: (x: Vector, lane: number) => Expression<T>;
    /** The vector with another number in one lane. */
    readonly replaceLane: (x: Vector, lane: number, value: Operand<T>) => Vector;
    /** 1 if no lane is 0. */
    readonly allTrue: Unary<Vector, "i32">;
    /** The signs of the lanes, the first one's in the lowest bit. */
    readonly bitmask: Unary<Vector, "i32">;
    /** Lanes of the first where the third is all ones, of the second where it is all zeros; anything where it is neither. */
    readonly relaxedLaneselect: Ternary<Vector, "v128">;
  };

/** Instructions on four 32-bit whole numbers. `relaxedTrunc…` may give anything for NaN and for what is out of range. */
export const i32x4:
  & IntegerVectorInstructions<"i32">
  & Family<
    "eq" | "ne" | "ltS" | "ltU" | "gtS" | "gtU" | "leS" | "leU" | "geS" | "geU" | "minS" | "minU" | "maxS" | "maxU",
    Binary<IntegerLanes<"i32">, "v128">
  >
  & Family<
    | "truncSatF32x4S"
    | "truncSatF32x4U"
    | "truncSatF64x2SZero"
    | "truncSatF64x2UZero"
    | "relaxedTruncF32x4S"
    | "relaxedTruncF32x4U"
    | "relaxedTruncF64x2SZero"
    | "relaxedTruncF64x2UZero"
    | "extendLowI16x8S"
    | "extendHighI16x8S"
    | "extendLowI16x8U"
    | "extendHighI16x8U",
    Unary<Vector, "v128">
  >
  & {
    /** A constant, lane by lane. */
    readonly const: (a: number, b: number, c: number, d: number) => Vector;
  } = {
    const: (...lanes) => v128.const(new Uint8Array(Int32Array.from(lanes).buffer)),
    ...integerVector("i32", lanes32, { splat: 0x11, extract: 0x1b, compute: 0xa0, laneselect: 0x10b }),
    ...family({
      eq: 0x37,
      ne: 0x38,
      ltS: 0x39,
      ltU: 0x3a,
      gtS: 0x3b,
      gtU: 0x3c,
      leS: 0x3d,
      leU: 0x3e,
      geS: 0x3f,
      geU: 0x40,
      minS: 0xb6,
      minU: 0xb7,
      maxS: 0xb8,
      maxU: 0xb9,
    }, (code) => operation("v128", vectorOpcode(code), lanes32)),
    ...family({
      truncSatF32x4S: 0xf8,
      truncSatF32x4U: 0xf9,
      truncSatF64x2SZero: 0xfc,
      truncSatF64x2UZero: 0xfd,
      relaxedTruncF32x4S: 0x101,
      relaxedTruncF32x4U: 0x102,
      relaxedTruncF64x2SZero: 0x103,
      relaxedTruncF64x2UZero: 0x104,
      extendLowI16x8S: 0xa7,
      extendHighI16x8S: 0xa8,
      extendLowI16x8U: 0xa9,
      extendHighI16x8U: 0xaa,
    }, (code) => operation("v128", vectorOpcode(code), asItIs)),
  };

/** Instructions on eight 16-bit whole numbers, which are but a step between 8 and 32 bits. */
export const i16x8:
  & Family<"extendLowI8x16S" | "extendHighI8x16S" | "extendLowI8x16U" | "extendHighI8x16U", Unary<Vector, "v128">>
  & Family<"narrowI32x4S" | "narrowI32x4U", Binary<Vector, "v128">> = {
    ...family(
      { extendLowI8x16S: 0x87, extendHighI8x16S: 0x88, extendLowI8x16U: 0x89, extendHighI8x16U: 0x8a },
      (code) => operation("v128", vectorOpcode(code), asItIs),
    ),
    ...family({ narrowI32x4S: 0x85, narrowI32x4U: 0x86 }, (code) => operation("v128", vectorOpcode(code), asItIs)),
  };

/** Instructions on two 64-bit whole numbers. */
export const i64x2:
  & IntegerVectorInstructions<"i64">
  & Family<"eq" | "ne" | "ltS" | "gtS" | "leS" | "geS", Binary<IntegerLanes<"i64">, "v128">>
  & Family<"extendLowI32x4S" | "extendHighI32x4S" | "extendLowI32x4U" | "extendHighI32x4U", Unary<Vector, "v128">>
  & {
    /** A constant, lane by lane. */
    readonly const: (a: bigint, b: bigint) => Vector;
  } = {
    const: (...lanes) => v128.const(new Uint8Array(BigInt64Array.from(lanes).buffer)),
    ...integerVector("i64", lanes64, { splat: 0x12, extract: 0x1d, compute: 0xc0, laneselect: 0x10c }),
    ...family(
      { eq: 0xd6, ne: 0xd7, ltS: 0xd8, gtS: 0xd9, leS: 0xda, geS: 0xdb },
      (code) => operation("v128", vectorOpcode(code), lanes64),
    ),
    ...family({
      extendLowI32x4S: 0xc7,
      extendHighI32x4S: 0xc8,
      extendLowI32x4U: 0xc9,
      extendHighI32x4U: 0xca,
    }, (code) => operation("v128", vectorOpcode(code), asItIs)),
  };

/** The opcode, or the first one, of each group of instructions. */
interface Opcodes {
  readonly splat: number;
  readonly extract: number;
  readonly compute: number;
  readonly laneselect: number;
}

/** The instructions that both shapes have. */
function integerVector<T extends "i32" | "i64">(
  type: T,
  own: (x: IntegerLanes<T>) => Vector,
  opcodes: Opcodes,
): IntegerVectorInstructions<T> {
  return {
    splat: (x) => typeof x === "object" ? instruction("v128", vectorOpcode(opcodes.splat), [x]) : own(x as Literal<T>),
    extractLane: (x, lane) => instruction(type, vectorOpcode(opcodes.extract), [x], (to) => to.byte(lane)),
    replaceLane: (x, lane, value) =>
      instruction("v128", vectorOpcode(opcodes.extract + 1), [x, lift(type, value)], (to) => to.byte(lane)),
    ...family({ abs: 0, neg: 1 }, (code) => operation("v128", vectorOpcode(opcodes.compute + code), own)),
    ...family({ add: 14, sub: 17, mul: 21 }, (code) => operation("v128", vectorOpcode(opcodes.compute + code), own)),
    ...family(
      { shl: 11, shrS: 12, shrU: 13 },
      (code) => (x: IntegerLanes<T>, bits: Operand<"i32">): Vector =>
        instruction("v128", vectorOpcode(opcodes.compute + code), [own(x), lift("i32", bits)]),
    ),
    allTrue: operation("i32", vectorOpcode(opcodes.compute + 3), asItIs),
    bitmask: operation("i32", vectorOpcode(opcodes.compute + 4), asItIs),
    relaxedLaneselect: operation("v128", vectorOpcode(opcodes.laneselect), asItIs),
  };
}

function lanes32(x: IntegerLanes<"i32">): Vector {
  return typeof x === "number" ? i32x4.const(x, x, x, x) : x;
}

function lanes64(x: IntegerLanes<"i64">): Vector {
  return typeof x === "bigint" ? i64x2.const(x, x) : x;
}
