/**
 * Expressions: pieces of code that leave one value, or none.
 *
 * @module
 */
import type { ByteWriter } from "./byte_writer.ts";

/** The types of WebAssembly values. A `v128` is 16 bytes; the instruction says what is in them. */
export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128";

/** What code leaves: a value of a type, or nothing. */
export type ResultType = ValueType | "none";

/**
 * Code that leaves a value of type `T`. It is code, not a value: used twice, it runs twice, and each time it reads locals and
 * memory as they are then. {@linkcode FunctionBuilder.let} keeps a value.
 */
export interface Expression<T extends ResultType> {
  /** What the code leaves. */
  readonly type: T;
  /** Appends the code. */
  readonly write: (to: ByteWriter) => void;
}

/** The numbers of JavaScript that stand for constants of type `T`: bigint for i64, none for v128. */
export type Literal<T extends ValueType> = T extends "v128" ? never : T extends "i64" ? bigint : number;

/** What an instruction takes: an expression or a constant. */
export type Operand<T extends ValueType> = Expression<T> | Literal<T>;

/** The code of each type in a module. */
export const typeCode: Readonly<Record<ResultType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
  none: 0x40,
};

/** The code of an operand: an expression's own, or a constant. */
export function lift<T extends ValueType>(type: T, operand: Operand<T>): Expression<T> {
  return typeof operand === "object" ? operand : constant(type, operand as Literal<T>);
}

/** The code of a constant. */
export function constant<T extends ValueType>(type: T, value: Literal<T>): Expression<T> {
  return { type, write: (to) => writeConstant[type](to, value) };
}

const writeConstant: Readonly<Record<ValueType, (to: ByteWriter, value: number | bigint) => void>> = {
  i32: (to, value) => (to.byte(0x41), to.signed32(Number(value) | 0)),
  i64: (to, value) => (to.byte(0x42), to.signed(BigInt.asIntN(64, BigInt(value)))),
  f32: (to, value) => (to.byte(0x43), to.float32(Number(value))),
  f64: (to, value) => (to.byte(0x44), to.float64(Number(value))),
  v128: () => {
    throw new TypeError("Cannot write a constant as its type must be a number's: current type is v128");
  },
};

/** The code of an instruction: its operands, its opcode, and what follows that. */
export function instruction<R extends ResultType>(
  type: R,
  opcode: readonly number[],
  operands: readonly Expression<ValueType>[],
  immediate?: (to: ByteWriter) => void,
): Expression<R> {
  return {
    type,
    write(to): void {
      for (const operand of operands) operand.write(to);
      to.bytes(opcode);
      immediate?.(to);
    },
  };
}

/**
 * One of two values; both are computed.
 *
 * @param condition Not 0 for the first
 * @param first The value if the condition holds
 * @param second The value if not
 */
export function select<T extends ValueType>(
  condition: Operand<"i32">,
  first: Expression<T>,
  second: Expression<T>,
): Expression<T> {
  return instruction(first.type, [0x1b], [first, second, lift("i32", condition)]);
}
