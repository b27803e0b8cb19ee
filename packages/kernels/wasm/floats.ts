/**
 * Instructions on numbers with a fraction: {@linkcode f32} and {@linkcode f64}. Names are the specification's.
 *
 * @module
 */
import type { Expression, Operand } from "./expression.ts";
import { constant, lift } from "./expression.ts";
import type { Binary, Family, Load, Store, Unary } from "./instruction_family.ts";
import { family, load, operation, store } from "./instruction_family.ts";

/** Instructions that f32 and f64 both have. */
export type FloatInstructions<T extends "f32" | "f64"> =
  & Family<"eq" | "ne" | "lt" | "gt" | "le" | "ge", Binary<Operand<T>, "i32">>
  & Family<"abs" | "neg" | "ceil" | "floor" | "trunc" | "nearest" | "sqrt", Unary<Operand<T>, T>>
  & Family<"add" | "sub" | "mul" | "div" | "min" | "max" | "copysign", Binary<Operand<T>, T>>
  & Family<"convertI32S" | "convertI32U", Unary<Operand<"i32">, T>>
  & Family<"convertI64S" | "convertI64U", Unary<Operand<"i64">, T>>
  & {
    /** A constant. */
    readonly const: (value: number) => Expression<T>;
    /** Reads a number. */
    readonly load: Load<T>;
    /** Writes a number. */
    readonly store: Store<Operand<T>>;
  };

/** Instructions on 32-bit floats. */
export const f32:
  & FloatInstructions<"f32">
  & {
    /** The nearest 32-bit float. */
    readonly demoteF64: Unary<Operand<"f64">, "f32">;
    /** The number with these bits. */
    readonly reinterpretI32: Unary<Operand<"i32">, "f32">;
  } = {
    ...float("f32", { load: 0x2a, store: 0x38, compare: 0x5b, compute: 0x8b, convert: 0xb2 }),
    demoteF64: operation("f32", [0xb6], (x) => lift("f64", x)),
    reinterpretI32: operation("f32", [0xbe], (x) => lift("i32", x)),
  };

/** Instructions on 64-bit floats. */
export const f64:
  & FloatInstructions<"f64">
  & {
    /** The same number in 64 bits. */
    readonly promoteF32: Unary<Operand<"f32">, "f64">;
    /** The number with these bits. */
    readonly reinterpretI64: Unary<Operand<"i64">, "f64">;
  } = {
    ...float("f64", { load: 0x2b, store: 0x39, compare: 0x61, compute: 0x99, convert: 0xb7 }),
    promoteF32: operation("f64", [0xbb], (x) => lift("f32", x)),
    reinterpretI64: operation("f64", [0xbf], (x) => lift("i64", x)),
  };

/** The first opcode of each group of instructions. */
interface FirstOpcodes {
  readonly load: number;
  readonly store: number;
  readonly compare: number;
  readonly compute: number;
  readonly convert: number;
}

/** The instructions that both types have, at the same distance from the first opcode of their group. */
function float<T extends "f32" | "f64">(type: T, first: FirstOpcodes): FloatInstructions<T> {
  const own = (x: Operand<T>): Expression<T> => lift(type, x);
  return {
    const: (value) => constant(type, value as never),
    load: load(type, [first.load]),
    store: store([first.store], own),
    ...family({ eq: 0, ne: 1, lt: 2, gt: 3, le: 4, ge: 5 }, (code) => operation("i32", [first.compare + code], own)),
    ...family(
      { abs: 0, neg: 1, ceil: 2, floor: 3, trunc: 4, nearest: 5, sqrt: 6 },
      (code) => operation(type, [first.compute + code], own),
    ),
    ...family(
      { add: 7, sub: 8, mul: 9, div: 10, min: 11, max: 12, copysign: 13 },
      (code) => operation(type, [first.compute + code], own),
    ),
    ...family(
      { convertI32S: 0, convertI32U: 1 },
      (code) => operation(type, [first.convert + code], (x: Operand<"i32">) => lift("i32", x)),
    ),
    ...family(
      { convertI64S: 2, convertI64U: 3 },
      (code) => operation(type, [first.convert + code], (x: Operand<"i64">) => lift("i64", x)),
    ),
  };
}
