/**
 * Sequences to be copied.
 *
 * @module
 */
import type { Random, Tensor } from "@chainrule/tensor";
import { concat, full, oneHot, zeros } from "@chainrule/tensor";

/** The bits of a vector. */
export const bits = 8;
/** What comes in at a step: bits, and the marks of beginning and end. */
export const inputs = 10;
/** The length of the longest sequences to learn from. */
export const longest = 20;

/** Sequences of one length, and what is to be said in the end. */
export interface CopyTask {
  /** A mark, the vectors, another mark, and silence while they are repeated: shape `[N, 2 L + 2, 10]`. */
  readonly x: Tensor;
  /** The vectors, shape `[N, L, 8]`. */
  readonly y: Tensor;
}

/**
 * Sequences of random bits that are to be said again once they are over. Source: Graves, Wayne and Danihelka (2014), Neural Turing Machines,
 * section 4.1.
 *
 * @param count N, the number of sequences
 * @param length L, the vectors of each
 * @param random Where the bits come from
 */
export function copyTask(count: number, length: number, random: Random): CopyTask {
  const y = random.bernoulli([count, length, bits]).cast("float32");
  const mark = (place: number): Tensor => oneHot(full([count, 1], place, "int32"), inputs);
  const vectors = concat([y, zeros([count, length, 2])], 2);
  return { x: concat([mark(bits), vectors, mark(bits + 1), zeros([count, length, inputs])], 1), y };
}

/** The same, of a length from 1 to {@linkcode longest} that is drawn, too. */
export function copyTaskOfSomeLength(count: number, random: Random): CopyTask {
  const length = random.integers([], 1, longest + 1).item();
  return copyTask(count, length, random);
}
