/**
 * Copying a few bytes, or many.
 *
 * @module
 */
import type { Expression, FunctionBuilder, Local } from "../wasm/mod.ts";
import { i32, i64, v128 } from "../wasm/mod.ts";

/** Bytes that one instruction reads and another writes. */
interface Piece {
  readonly bytes: number;
  readonly copy: (to: Local<"i32">, from: Local<"i32">, offset: number) => Expression<"none">;
}

const pieces: readonly Piece[] = [
  { bytes: 1, copy: (to, from, offset) => i32.store8(to, i32.load8U(from, { offset }), { offset }) },
  { bytes: 2, copy: (to, from, offset) => i32.store16(to, i32.load16U(from, { offset }), { offset }) },
  { bytes: 4, copy: (to, from, offset) => i32.store(to, i32.load(from, { offset }), { offset }) },
  { bytes: 8, copy: (to, from, offset) => i64.store(to, i64.load(from, { offset }), { offset }) },
  { bytes: 16, copy: (to, from, offset) => v128.store(to, v128.load(from, { offset }), { offset }) },
];

/** How many bytes a turn of a loop copies; up to twice as many are copied without one. */
const turnBytes = 64;

/**
 * Writes code that copies bytes. The two places must not overlap.
 *
 * @param f The function
 * @param to Where they go
 * @param from Where they are
 * @param bytes How many
 */
export function copyBytes(f: FunctionBuilder<"none">, to: Local<"i32">, from: Local<"i32">, bytes: number): void {
  const inLoop = bytes > 2 * turnBytes ? bytes - bytes % turnBytes : 0;
  f.for(0, inLoop, turnBytes, (at) => {
    const target = f.let(i32.add(to, at));
    const source = f.let(i32.add(from, at));
    for (let offset = 0; offset < turnBytes; offset += 16) f.do(pieces.at(-1)!.copy(target, source, offset));
  });
  const widest = pieces.findLast((piece) => piece.bytes <= bytes);
  if (widest === undefined) return;
  let offset = inLoop;
  for (; offset + widest.bytes <= bytes; offset += widest.bytes) f.do(widest.copy(to, from, offset));
  if (offset === bytes) return;
  // The last piece reaches back over bytes that are copied already.
  const last = pieces.find((piece) => piece.bytes >= bytes - offset)!;
  f.do(last.copy(to, from, bytes - last.bytes));
}
