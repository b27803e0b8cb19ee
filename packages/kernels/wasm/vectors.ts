/**
 * Instructions on 16 bytes whatever is in them: {@linkcode v128} moves and mixes bits, {@linkcode i8x16} moves bytes. `narrow…` takes the
 * numbers of two vectors, all signed, and keeps them within the bounds of half as many bits.
 *
 * @module
 */
import type { Expression, Operand } from "./expression.ts";
import { instruction, lift } from "./expression.ts";
import type { Binary, Family, Load, MemoryAccess, Store, Ternary, Unary } from "./instruction_family.ts";
import { family, load, operation, prefixed, store, writeAccess } from "./instruction_family.ts";

/** A vector. */
export type Vector = Expression<"v128">;

/** The opcode of an instruction on vectors. */
export function vectorOpcode(opcode: number): readonly number[] {
  return prefixed(0xfd, opcode);
}

/** A vector as it is: where numbers make no sense as operands. */
export function asItIs(x: Vector): Vector {
  return x;
}

/**
 * Instructions on 16 bytes. Of the loads, `…Splat` repeats what it reads, `…Zero` fills up with zeros, `load8x8S` and its like widen
 * eight bytes of numbers to sixteen, and `…Lane` changes one lane of a vector.
 */
export const v128:
  & Family<
    | "load"
    | "load8x8S"
    | "load8x8U"
    | "load16x4S"
    | "load16x4U"
    | "load32x2S"
    | "load32x2U"
    | "load8Splat"
    | "load16Splat"
    | "load32Splat"
    | "load64Splat"
    | "load32Zero"
    | "load64Zero",
    Load<"v128">
  >
  & Family<
    "load8Lane" | "load16Lane" | "load32Lane" | "load64Lane",
    (address: Operand<"i32">, lane: number, others: Vector, access?: MemoryAccess) => Vector
  >
  & Family<
    "store8Lane" | "store16Lane" | "store32Lane" | "store64Lane",
    (address: Operand<"i32">, lane: number, vector: Vector, access?: MemoryAccess) => Expression<"none">
  >
  & Family<"and" | "andnot" | "or" | "xor", Binary<Vector, "v128">>
  & {
    /** A constant of 16 bytes. */
    readonly const: (bytes: Uint8Array) => Vector;
    /** Writes all 16 bytes. */
    readonly store: Store<Vector>;
    /** Every bit turned over. */
    readonly not: Unary<Vector, "v128">;
    /** Bits of the first where the third has ones, of the second where it has zeros. */
    readonly bitselect: Ternary<Vector, "v128">;
    /** 1 if any bit is set. */
    readonly anyTrue: Unary<Vector, "i32">;
  } = {
    ...family({
      load: 0x00,
      load8x8S: 0x01,
      load8x8U: 0x02,
      load16x4S: 0x03,
      load16x4U: 0x04,
      load32x2S: 0x05,
      load32x2U: 0x06,
      load8Splat: 0x07,
      load16Splat: 0x08,
      load32Splat: 0x09,
      load64Splat: 0x0a,
      load32Zero: 0x5c,
      load64Zero: 0x5d,
    }, (code) => load("v128", vectorOpcode(code))),
    ...family(
      { load8Lane: 0x54, load16Lane: 0x55, load32Lane: 0x56, load64Lane: 0x57 },
      (code) => (address: Operand<"i32">, lane: number, others: Vector, access?: MemoryAccess): Vector =>
        atLane("v128", code, address, lane, others, access),
    ),
    ...family(
      { store8Lane: 0x58, store16Lane: 0x59, store32Lane: 0x5a, store64Lane: 0x5b },
      (code) => (address: Operand<"i32">, lane: number, vector: Vector, access?: MemoryAccess): Expression<"none"> =>
        atLane("none", code, address, lane, vector, access),
    ),
    ...family(
      { and: 0x4e, andnot: 0x4f, or: 0x50, xor: 0x51 },
      (code) => operation("v128", vectorOpcode(code), asItIs),
    ),
    const: (bytes) => instruction("v128", vectorOpcode(0x0c), [], (to) => to.bytes(bytes)),
    store: store(vectorOpcode(0x0b), asItIs),
    not: operation("v128", vectorOpcode(0x4d), asItIs),
    bitselect: operation("v128", vectorOpcode(0x52), asItIs),
    anyTrue: operation("i32", vectorOpcode(0x53), asItIs),
  };

/** Instructions on 16 bytes, each by itself. */
export const i8x16: Family<"narrowI16x8S" | "narrowI16x8U", Binary<Vector, "v128">> & {
  /** The sixteen of the 32 bytes of both whose positions are given. */
  readonly shuffle: (a: Vector, b: Vector, positions: readonly number[]) => Vector;
  /** The bytes of the first at the positions that the second holds; 0 where it holds more than 15. */
  readonly swizzle: Binary<Vector, "v128">;
  /** `swizzle` where positions are known to be less than 16. */
  readonly relaxedSwizzle: Binary<Vector, "v128">;
} = {
  shuffle: (a, b, positions) => instruction("v128", vectorOpcode(0x0d), [a, b], (to) => to.bytes(positions)),
  swizzle: operation("v128", vectorOpcode(0x0e), asItIs),
  relaxedSwizzle: operation("v128", vectorOpcode(0x100), asItIs),
  ...family({ narrowI16x8S: 0x65, narrowI16x8U: 0x66 }, (code) => operation("v128", vectorOpcode(code), asItIs)),
};

/**
 * Four of the eight 32-bit numbers of two vectors.
 *
 * @param a Holds numbers 0 to 3
 * @param b Holds numbers 4 to 7
 * @param lanes Which four
 */
export function shuffle32(a: Vector, b: Vector, lanes: readonly [number, number, number, number]): Vector {
  return i8x16.shuffle(a, b, lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)));
}

function atLane<R extends "v128" | "none">(
  result: R,
  opcode: number,
  address: Operand<"i32">,
  lane: number,
  vector: Vector,
  access?: MemoryAccess,
): Expression<R> {
  return instruction(result, vectorOpcode(opcode), [lift("i32", address), vector], (to) => {
    writeAccess(to, access);
    to.byte(lane);
  });
}
