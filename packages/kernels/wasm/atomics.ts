/**
 * Atomic access to shared memory: {@linkcode atomic32} and {@linkcode atomic64}. Addresses must be multiples of the size. Names are the
 * specification's; `rmw…` changes what is there and gives what was there before.
 *
 * @module
 */
import type { Expression, Operand } from "./expression.ts";
import { instruction, lift } from "./expression.ts";
import type { Family, Load, MemoryAccess, Store } from "./instruction_family.ts";
import { family, load, prefixed, store, writeAccess } from "./instruction_family.ts";

/** Atomic instructions on numbers of one size. */
export type AtomicInstructions<T extends "i32" | "i64"> =
  & Family<
    "rmwAdd" | "rmwSub" | "rmwAnd" | "rmwOr" | "rmwXor" | "rmwXchg",
    (address: Operand<"i32">, value: Operand<T>, access?: MemoryAccess) => Expression<T>
  >
  & {
    /** Reads a number. */
    readonly load: Load<T>;
    /** Writes a number. */
    readonly store: Store<Operand<T>>;
    /** Writes `replacement` if `expected` is there; gives what was there before. */
    readonly rmwCmpxchg: (
      address: Operand<"i32">,
      expected: Operand<T>,
      replacement: Operand<T>,
      access?: MemoryAccess,
    ) => Expression<T>;
    /** Sleeps while `expected` is there, at most so many nanoseconds (forever if negative): 0 woken, 1 something else is there, 2 timed out. */
    readonly wait: (
      address: Operand<"i32">,
      expected: Operand<T>,
      nanoseconds: Operand<"i64">,
      access?: MemoryAccess,
    ) => Expression<"i32">;
  };

/** Atomic instructions on 32-bit numbers. */
export const atomic32: AtomicInstructions<"i32"> = /* @__PURE__ */ atomic("i32", 4, 0);

/** Atomic instructions on 64-bit numbers. */
export const atomic64: AtomicInstructions<"i64"> = /* @__PURE__ */ atomic("i64", 8, 1);

/** Wakes at most `count` threads that sleep at an address; gives how many. */
export function notify(address: Operand<"i32">, count: Operand<"i32">, access?: MemoryAccess): Expression<"i32"> {
  return atomicInstruction("i32", 0x00, 4, [lift("i32", address), lift("i32", count)], access);
}

/** Everything written before is visible to whoever sees anything written after. */
export function fence(): Expression<"none"> {
  return instruction("none", prefixed(0xfe, 0x03), [], (to) => to.byte(0));
}

/** The instructions of one size; opcodes of 64 bits follow those of 32. */
function atomic<T extends "i32" | "i64">(type: T, size: number, following: number): AtomicInstructions<T> {
  const own = (x: Operand<T>): Expression<T> => lift(type, x);
  return {
    load: load(type, prefixed(0xfe, 0x10 + following), size),
    store: store(prefixed(0xfe, 0x17 + following), own, size),
    ...family(
      { rmwAdd: 0x1e, rmwSub: 0x25, rmwAnd: 0x2c, rmwOr: 0x33, rmwXor: 0x3a, rmwXchg: 0x41 },
      (code) => (address: Operand<"i32">, value: Operand<T>, access?: MemoryAccess): Expression<T> =>
        atomicInstruction(type, code + following, size, [lift("i32", address), own(value)], access),
    ),
    rmwCmpxchg: (address, expected, replacement, access) =>
      atomicInstruction(
        type,
        0x48 + following,
        size,
        [lift("i32", address), own(expected), own(replacement)],
        access,
      ),
    wait: (address, expected, nanoseconds, access) =>
      atomicInstruction(
        "i32",
        0x01 + following,
        size,
        [lift("i32", address), own(expected), lift("i64", nanoseconds)],
        access,
      ),
  };
}

function atomicInstruction<R extends "i32" | "i64">(
  result: R,
  opcode: number,
  size: number,
  operands: readonly Expression<"i32" | "i64">[],
  access?: MemoryAccess,
): Expression<R> {
  return instruction(result, prefixed(0xfe, opcode), operands, (to) => writeAccess(to, access, size));
}
