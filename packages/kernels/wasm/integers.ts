/**
 * Instructions on whole numbers: {@linkcode i32} and {@linkcode i64}. Names are the specification's; `S` reads the bits as signed,
 * `U` as unsigned.
 *
 * @module
 */
import type { Expression, Literal, Operand } from "./expression.ts";
import { constant, lift } from "./expression.ts";
import type { Binary, Family, Load, Store, Unary } from "./instruction_family.ts";
import { family, load, operation, prefixed, store } from "./instruction_family.ts";

/** Instructions that i32 and i64 both have. */
export type IntegerInstructions<T extends "i32" | "i64"> =
  & Family<"eq" | "ne" | "ltS" | "ltU" | "gtS" | "gtU" | "leS" | "leU" | "geS" | "geU", Binary<Operand<T>, "i32">>
  & Family<"clz" | "ctz" | "popcnt" | "extend8S" | "extend16S", Unary<Operand<T>, T>>
  & Family<
    | "add"
    | "sub"
    | "mul"
    | "divS"
    | "divU"
    | "remS"
    | "remU"
    | "and"
    | "or"
    | "xor"
    | "shl"
    | "shrS"
    | "shrU"
    | "rotl"
    | "rotr",
    Binary<Operand<T>, T>
  >
  & Family<"truncF32S" | "truncF32U" | "truncSatF32S" | "truncSatF32U", Unary<Operand<"f32">, T>>
  & Family<"truncF64S" | "truncF64U" | "truncSatF64S" | "truncSatF64U", Unary<Operand<"f64">, T>>
  & Family<"load" | "load8S" | "load8U" | "load16S" | "load16U", Load<T>>
  & Family<"store" | "store8" | "store16", Store<Operand<T>>>
  & {
    /** A constant. */
    readonly const: (value: Literal<T>) => Expression<T>;
    /** 1 for zero, 0 for all else. */
    readonly eqz: Unary<Operand<T>, "i32">;
  };

/** Instructions on 32-bit whole numbers. */
export const i32:
  & IntegerInstructions<"i32">
  & {
    /** The low half. */
    readonly wrapI64: Unary<Operand<"i64">, "i32">;
    /** The bits of a float. */
    readonly reinterpretF32: Unary<Operand<"f32">, "i32">;
  } = {
    ...integer("i32", {
      load: 0x28,
      narrowLoad: 0x2c,
      store: 0x36,
      narrowStore: 0x3a,
      compare: 0x45,
      compute: 0x67,
      truncate: 0xa8,
      extend: 0xc0,
      saturate: 0,
    }),
    wrapI64: operation("i32", [0xa7], (x) => lift("i64", x)),
    reinterpretF32: operation("i32", [0xbc], (x) => lift("f32", x)),
  };

/** Instructions on 64-bit whole numbers. */
export const i64:
  & IntegerInstructions<"i64">
  & Family<"extendI32S" | "extendI32U", Unary<Operand<"i32">, "i64">>
  & Family<"load32S" | "load32U", Load<"i64">>
  & {
    /** The low half, with its sign. */
    readonly extend32S: Unary<Operand<"i64">, "i64">;
    /** Writes the low half. */
    readonly store32: Store<Operand<"i64">>;
    /** The bits of a float. */
    readonly reinterpretF64: Unary<Operand<"f64">, "i64">;
  } = {
    ...integer("i64", {
      load: 0x29,
      narrowLoad: 0x30,
      store: 0x37,
      narrowStore: 0x3c,
      compare: 0x50,
      compute: 0x79,
      truncate: 0xae,
      extend: 0xc2,
      saturate: 4,
    }),
    ...family({ load32S: 0x34, load32U: 0x35 }, (code) => load("i64", [code])),
    ...family(
      { extendI32S: 0xac, extendI32U: 0xad },
      (code) => operation("i64", [code], (x: Operand<"i32">) => lift("i32", x)),
    ),
    store32: store([0x3e], (x) => lift("i64", x)),
    extend32S: operation("i64", [0xc4], (x) => lift("i64", x)),
    reinterpretF64: operation("i64", [0xbd], (x) => lift("f64", x)),
  };

/** The first opcode of each group of instructions. */
interface FirstOpcodes {
  readonly load: number;
  readonly narrowLoad: number;
  readonly store: number;
  readonly narrowStore: number;
  readonly compare: number;
  readonly compute: number;
  readonly truncate: number;
  readonly extend: number;
  readonly saturate: number;
}

/** The instructions that both types have, at the same distance from the first opcode of their group. */
function integer<T extends "i32" | "i64">(type: T, first: FirstOpcodes): IntegerInstructions<T> {
  const own = (x: Operand<T>): Expression<T> => lift(type, x);
  const single = (x: Operand<"f32">): Expression<"f32"> => lift("f32", x);
  const double = (x: Operand<"f64">): Expression<"f64"> => lift("f64", x);
  return {
    const: (value) => constant(type, value),
    load: load(type, [first.load]),
    ...family(
      { load8S: 0, load8U: 1, load16S: 2, load16U: 3 },
      (code) => load(type, [first.narrowLoad + code]),
    ),
    store: store([first.store], own),
    ...family({ store8: 0, store16: 1 }, (code) => store([first.narrowStore + code], own)),
    eqz: operation("i32", [first.compare], own),
    ...family(
      { eq: 1, ne: 2, ltS: 3, ltU: 4, gtS: 5, gtU: 6, leS: 7, leU: 8, geS: 9, geU: 10 },
      (code) => operation("i32", [first.compare + code], own),
    ),
    ...family({ clz: 0, ctz: 1, popcnt: 2 }, (code) => operation(type, [first.compute + code], own)),
    ...family({
      add: 3,
      sub: 4,
      mul: 5,
      divS: 6,
      divU: 7,
      remS: 8,
      remU: 9,
      and: 10,
      or: 11,
      xor: 12,
      shl: 13,
      shrS: 14,
      shrU: 15,
      rotl: 16,
      rotr: 17,
    }, (code) => operation(type, [first.compute + code], own)),
    ...family({ extend8S: 0, extend16S: 1 }, (code) => operation(type, [first.extend + code], own)),
    ...family({ truncF32S: 0, truncF32U: 1 }, (code) => operation(type, [first.truncate + code], single)),
    ...family({ truncF64S: 2, truncF64U: 3 }, (code) => operation(type, [first.truncate + code], double)),
    ...family(
      { truncSatF32S: 0, truncSatF32U: 1 },
      (code) => operation(type, prefixed(0xfc, first.saturate + code), single),
    ),
    ...family(
      { truncSatF64S: 2, truncSatF64U: 3 },
      (code) => operation(type, prefixed(0xfc, first.saturate + code), double),
    ),
  };
}
