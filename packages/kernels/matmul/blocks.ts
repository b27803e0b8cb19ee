/**
 * Cutting lengths into blocks.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Local, Operand } from "../wasm/mod.ts";
import { i32, select } from "../wasm/mod.ts";

/** Receives where a block starts and how long it is. */
export type BlockBody = (start: Local<"i32">, length: Local<"i32">) => void;

/** Cuts `length` into blocks of at most `size`, the last of what is left. */
export function forBlocks(f: FunctionBuilder<"none">, length: Local<"i32">, size: number, body: BlockBody): void {
  f.for(0, length, size, (start) => {
    body(start, f.let(smaller(f, i32.const(size), i32.sub(length, start))));
  });
}

/** A length cut into as few blocks as there can be, of lengths that differ by one at most. */
export interface EvenBlocks {
  /** How many blocks there are. */
  readonly count: Local<"i32">;
  /** How many of them, the first, are longer by one. */
  readonly longerOnes: Local<"i32">;
  /** The length of the others; anything if there is no block. */
  readonly shorter: Local<"i32">;
}

/** Cuts `length` into blocks of at most `size`. */
export function evenBlocks(f: FunctionBuilder<"none">, length: Local<"i32">, size: number): EvenBlocks {
  const count = f.let(i32.divU(i32.add(length, size - 1), size));
  const shorter = f.let(i32.divU(length, select(count, count, i32.const(1))));
  return { count, shorter, longerOnes: f.let(i32.sub(length, i32.mul(shorter, count))) };
}

/** Goes through even blocks. */
export function forEvenBlocks(
  f: FunctionBuilder<"none">,
  { count, shorter, longerOnes }: EvenBlocks,
  body: BlockBody,
): void {
  const start = f.let(i32.const(0));
  f.for(0, count, 1, (index) => {
    const block = f.let(i32.add(shorter, i32.ltU(index, longerOnes)));
    body(start, block);
    f.set(start, i32.add(start, block));
  });
}

/** The address of an element. */
export function place(
  start: Operand<"i32">,
  row: Operand<"i32">,
  rowStride: Operand<"i32">,
  column: Operand<"i32">,
  columnStride: Operand<"i32">,
): Expression<"i32"> {
  return i32.add(start, i32.add(i32.mul(row, rowStride), i32.mul(column, columnStride)));
}

/** The smaller of two unsigned numbers. */
export function smaller(f: FunctionBuilder<"none">, a: Expression<"i32">, b: Expression<"i32">): Expression<"i32"> {
  const [x, y] = [f.let(a), f.let(b)];
  return select(i32.ltU(x, y), x, y);
}
