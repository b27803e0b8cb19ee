/**
 * Threefry-2x32 on vectors: what `../threefry.ts` does to one counter, done to four.
 *
 * @module
 */
import { parity, rotations } from "../threefry.ts";
import type { FunctionBuilder, Local, Operand, ResultType, Vector } from "../wasm/mod.ts";
import { i32x4, v128 } from "../wasm/mod.ts";

/** What the rounds mix in, in every lane: a pair of words at the start, and after each group of four rounds. */
export type KeyLanes = readonly (readonly [first: Local<"v128">, second: Local<"v128">])[];

/** The two words of random bits that each of four counters gives. */
export type RandomWords = readonly [first: Local<"v128">, second: Local<"v128">];

/** Computes what the rounds mix in, once, before the loop. */
export function keyLanes(f: FunctionBuilder<ResultType>, key0: Operand<"i32">, key1: Operand<"i32">): KeyLanes {
  const halves = [f.let(i32x4.splat(key0)), f.let(i32x4.splat(key1))] as const;
  const words = [...halves, f.let(v128.xor(v128.xor(halves[0], halves[1]), i32x4.splat(parity)))];
  return [0, 1, 2, 3, 4, 5].map((group) =>
    [words[group % 3]!, group === 0 ? words[1]! : f.let(i32x4.add(words[(group + 1) % 3]!, group))] as const
  );
}

/**
 * Writes the twenty rounds, of several vectors of counters at once: each step waits for the one before, so a machine that has one vector
 * only is idle half of the time.
 *
 * @param f The function
 * @param key What they mix in
 * @param low The low halves of the counters
 * @param high The high half of all counters
 */
export function threefryLanes(
  f: FunctionBuilder<ResultType>,
  key: KeyLanes,
  low: readonly Vector[],
  high: Vector,
): readonly RandomWords[] {
  const states = low.map((counters) =>
    [f.let(i32x4.add(counters, key[0]![0])), f.let(i32x4.add(high, key[0]![1]))] as const
  );
  key.slice(1).forEach(([first, second], group) => {
    for (const rotation of rotations.slice(4 * (group % 2), 4 * (group % 2) + 4)) {
      for (const [x0, x1] of states) f.set(x0, i32x4.add(x0, x1));
      for (const [x0, x1] of states) f.set(x1, v128.xor(rotated(x1, rotation), x0));
    }
    for (const [x0, x1] of states) {
      f.set(x0, i32x4.add(x0, first));
      f.set(x1, i32x4.add(x1, second));
    }
  });
  return states;
}

/** Lanes turned left. */
function rotated(x: Vector, bits: number): Vector {
  return v128.or(i32x4.shl(x, bits), i32x4.shrU(x, 32 - bits));
}
