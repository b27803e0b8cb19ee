/**
 * Instructions on memory as a whole.
 *
 * @module
 */
import type { Expression, Operand } from "./expression.ts";
import { instruction, lift } from "./expression.ts";
import { prefixed } from "./instruction_family.ts";

/** Bytes of a page, the unit in which memory grows. */
export const pageSize = 65536;

/** The memory's size in pages. */
export function memorySize(): Expression<"i32"> {
  return instruction("i32", [0x3f, 0], []);
}

/** Adds pages to the memory; gives the size before, or -1 if there is no room. */
export function memoryGrow(pages: Operand<"i32">): Expression<"i32"> {
  return instruction("i32", [0x40, 0], [lift("i32", pages)]);
}

/** Copies bytes; the places may overlap. */
export function memoryCopy(to: Operand<"i32">, from: Operand<"i32">, bytes: Operand<"i32">): Expression<"none"> {
  return instruction("none", [...prefixed(0xfc, 10), 0, 0], [to, from, bytes].map((operand) => lift("i32", operand)));
}

/** Sets every byte of a place to one value. */
export function memoryFill(to: Operand<"i32">, byte: Operand<"i32">, bytes: Operand<"i32">): Expression<"none"> {
  return instruction("none", [...prefixed(0xfc, 11), 0], [to, byte, bytes].map((operand) => lift("i32", operand)));
}
