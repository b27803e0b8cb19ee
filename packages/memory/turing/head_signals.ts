/**
 * What a controller wants of its heads.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { reshape, scope, sigmoid, softplus, split, tanh } from "@chainrule/tensor";

/** Where each head is to attend next: what {@linkcode headWeights} goes by. 寻址信号 */
export interface AddressSignals {
  /** What each head looks for, shape `[N, H, W]`. */
  readonly keys: Tensor;
  /** β ≥ 0, how sharply it looks, shape `[N, H]`. */
  readonly strengths: Tensor;
  /** g in [0, 1], how much it goes by what it finds, rather than by where it was, shape `[N, H]`. */
  readonly gates: Tensor;
  /** A distribution over moves, from r slots back to r slots ahead, shape `[N, H, 2r+1]`. */
  readonly shifts: Tensor;
  /** γ ≥ 1, how much its attention is sharpened, shape `[N, H]`. */
  readonly sharpness: Tensor;
}

/** Where heads attend, and what those that write do there. 读写头信号 */
export interface HeadSignals extends AddressSignals {
  /** What each head that writes erases, in [0, 1], shape `[N, write heads, W]`. */
  readonly erase: Tensor;
  /** What it adds, in [−1, 1], shape `[N, write heads, W]`. */
  readonly add: Tensor;
}

/** How many heads there are, and what they work on. */
export interface HeadSizes {
  /** H, the heads that read and those that write. */
  readonly heads: number;
  /** How many of them write. */
  readonly writeHeads: number;
  /** W, the numbers in a slot. */
  readonly slotSize: number;
  /** r, how many slots a head can move at a step. */
  readonly shiftRange: number;
}

/** How many numbers all heads take at a step. */
export function signalCount(sizes: HeadSizes): number {
  return lengthsOf(sizes).reduce((sum, length) => sum + length, 0);
}

/**
 * Makes signals of numbers that may be anything, shape `[N, signalCount]`: each kind for all heads together, so that one product with
 * weights gives them all.
 */
export function headSignals(numbers: Tensor, sizes: HeadSizes): HeadSignals {
  const { heads, writeHeads, slotSize, shiftRange } = sizes;
  const samples = numbers.shape[0]!;
  return scope("headSignals", () => {
    const parts = split(numbers, lengthsOf(sizes), 1);
    const [keys, strengths, gates, shifts, sharpness, erase, add] = parts as [
      ...[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor],
    ];
    return {
      keys: reshape(tanh(keys), [samples, heads, slotSize]),
      strengths: softplus(strengths),
      gates: sigmoid(gates),
      shifts: softmax(reshape(shifts, [samples, heads, 2 * shiftRange + 1])),
      sharpness: softplus(sharpness).add(1),
      erase: reshape(sigmoid(erase), [samples, writeHeads, slotSize]),
      add: reshape(tanh(add), [samples, writeHeads, slotSize]),
    };
  });
}

/** How many numbers each kind of signal takes. */
function lengthsOf({ heads, writeHeads, slotSize, shiftRange }: HeadSizes): number[] {
  const written = writeHeads * slotSize;
  return [heads * slotSize, heads, heads, heads * (2 * shiftRange + 1), heads, written, written];
}
