/**
 * How much states agree.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { mean, mul, ShapeError } from "@chainrule/tensor";

/**
 * The overlap of states of ±1: 1 where they are equal, −1 where they are opposite, about 0 where they have nothing to do with each other. 重叠度
 *
 * Formula: `m(a, b) = 1/N Σᵢ aᵢ bᵢ`, so that `(1 − m) / 2` is the share of units in which they differ
 *
 * | what | shape |
 * | --- | --- |
 * | `a`, `b` | `[..., N]`, broadcast |
 * | output | `[...]` |
 *
 * Source: Amit, Gutfreund and Sompolinsky (1985), Storing Infinite Numbers of Patterns in a Spin-Glass Model of Neural Networks.
 *
 * @param a States, shape `[..., N]`
 * @param b States, shape `[..., N]`; `[P, N]` beside a single state compares that with each of P patterns
 * @returns Overlaps in [−1, 1]
 * @throws {ShapeError} When the numbers of units differ, or other axes do not broadcast
 *
 * @example One state beside two patterns
 * ```ts
 * import { overlap } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const patterns = tensor([[1, 1, 1, 1], [1, -1, 1, -1]]);
 * assertEquals(overlap(tensor([1, 1, 1, -1]), patterns).toArray(), [0.5, 0.5]);
 * ```
 */
export function overlap(a: Tensor, b: Tensor): Tensor {
  if (a.rank === 0 || b.rank === 0 || a.shape.at(-1) !== b.shape.at(-1)) {
    throw new ShapeError(
      "overlap",
      [a.shape, b.shape],
      "Cannot take the overlap of a and b as both must have N units along their last axis",
    );
  }
  return mean(mul(a, b), { axis: -1 });
}
