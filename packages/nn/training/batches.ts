/**
 * Samples in batches.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { gather, Random, slice } from "@chainrule/tensor";

/** Aligned tensors: inputs, targets, and perhaps weights. */
export type Samples = readonly Tensor[];

/** The order of samples in an epoch: a function of seed and epoch alone, so that training can be resumed at any epoch. */
export function orderOf(samples: number, seed: number, epoch: number): Tensor {
  const random = new Random(seed);
  random.counter.assign(epoch);
  return random.permutation(samples);
}

/** The batches of an epoch, in order, or in the given one. Samples are data: whatever they were computed with is not trained along. */
export function* batchesOf(samples: Samples, batchSize: number, order?: Tensor): Generator<Samples> {
  const parts = samples.map((x) => x.detach());
  const count = parts[0]!.shape[0]!;
  for (let start = 0; start < count; start += batchSize) {
    const end = Math.min(start + batchSize, count);
    const rows = order && slice(order, [start], [end]);
    yield parts.map((x) => rows === undefined ? slice(x, [start], [end]) : gather(x, rows));
  }
}
