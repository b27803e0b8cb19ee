/**
 * Instructions made by the dozen from tables of names and opcodes.
 *
 * @module
 */
import { ByteWriter } from "./byte_writer.ts";
import type { Expression, Operand, ResultType, ValueType } from "./expression.ts";
import { instruction, lift } from "./expression.ts";

/** An instruction for each name. */
export type Family<Names extends string, Instruction> = Readonly<Record<Names, Instruction>>;

/** An instruction of one operand. */
export type Unary<O, R extends ResultType> = (x: O) => Expression<R>;

/** An instruction of two operands. */
export type Binary<O, R extends ResultType> = (a: O, b: O) => Expression<R>;

/** An instruction of three operands. */
export type Ternary<O, R extends ResultType> = (a: O, b: O, c: O) => Expression<R>;

/** Where an instruction reaches into memory. */
export interface MemoryAccess {
  /**
   * Bytes added to the address.
   *
   * @default {0}
   */
  readonly offset?: number;
  /**
   * A power of two that the address is promised to be a multiple of; a hint, except for atomic access, which demands its own size.
   *
   * @default {1} The size of what is read or written, for atomic access
   */
  readonly align?: number;
}

/** An instruction that reads memory. */
export type Load<R extends ValueType> = (address: Operand<"i32">, access?: MemoryAccess) => Expression<R>;

/** An instruction that writes memory. */
export type Store<O> = (address: Operand<"i32">, value: O, access?: MemoryAccess) => Expression<"none">;

/** The bytes of an opcode behind a prefix: 0xfc for conversions and blocks of memory, 0xfd for vectors, 0xfe for atomics. */
export function prefixed(prefix: number, opcode: number): readonly number[] {
  const to = new ByteWriter();
  to.byte(prefix);
  to.unsigned(opcode);
  return [...to.toBytes()];
}

/** An instruction for each name of a table. */
export function family<Names extends string, Instruction>(
  opcodes: Readonly<Record<Names, number>>,
  make: (opcode: number) => Instruction,
): Family<Names, Instruction> {
  const entries = Object.entries<number>(opcodes).map(([name, opcode]) => [name, make(opcode)]);
  return Object.fromEntries(entries) as Family<Names, Instruction>;
}

/** An instruction whose operands are all of one kind; how many there are, its type says. */
export function operation<O, R extends ResultType>(
  result: R,
  opcode: readonly number[],
  toExpression: (operand: O) => Expression<ValueType>,
): (...operands: O[]) => Expression<R> {
  return (...operands) => instruction(result, opcode, operands.map(toExpression));
}

/** An instruction that reads memory. */
export function load<R extends ValueType>(result: R, opcode: readonly number[], alignment = 1): Load<R> {
  return (address, access) =>
    instruction(result, opcode, [lift("i32", address)], (to) => writeAccess(to, access, alignment));
}

/** An instruction that writes memory. */
export function store<O>(
  opcode: readonly number[],
  toExpression: (operand: O) => Expression<ValueType>,
  alignment = 1,
): Store<O> {
  return (address, value, access) =>
    instruction(
      "none",
      opcode,
      [lift("i32", address), toExpression(value)],
      (to) => writeAccess(to, access, alignment),
    );
}

/** What follows the opcode of an instruction that reaches into memory. */
export function writeAccess(to: ByteWriter, { offset = 0, align }: MemoryAccess = {}, alignment = 1): void {
  to.unsigned(Math.log2(align ?? alignment));
  to.unsigned(offset);
}
