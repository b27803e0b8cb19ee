/**
 * Dropout.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { cast } from "@chainrule/tensor";
import { Module } from "../module.ts";

/**
 * Silences a random share of its inputs while the model is trained, and makes up for it by scaling the rest. 丢弃法
 *
 * Formula: `y = x ⊙ m / (1 − p)` with `m ~ Bernoulli(1 − p)`; `y = x` in evaluation. Source: Srivastava et al. (2014).
 *
 * @example In evaluation it changes nothing
 * ```ts
 * import { Dropout } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const dropout = new Dropout(0.5).eval();
 * assertEquals(dropout.forward(tensor([1, 2])).toArray(), [1, 2]);
 * ```
 */
export class Dropout extends Module {
  /** The share that is silenced. */
  readonly rate: number;

  /**
   * Chooses the share.
   *
   * @param rate The share that is silenced, in [0, 1]
   * @throws {RangeError} When it is outside
   */
  constructor(rate: number) {
    super();
    if (!(rate >= 0 && rate <= 1)) {
      throw new RangeError(`Cannot make Dropout as the rate must be in [0, 1]: current rate is ${rate}`);
    }
    this.rate = rate;
  }

  /** True: the place in its random sequence is part of its state. */
  override get stochastic(): boolean {
    return true;
  }

  /**
   * The input with some of it silenced, in training; the input itself otherwise.
   *
   * @param x Any shape
   * @returns The same shape
   */
  forward(x: Tensor): Tensor {
    if (!this.training || this.rate === 0) return x;
    if (this.rate === 1) return x.mul(0);
    const kept = this.random.bernoulli(x.shape, 1 - this.rate);
    return x.mul(cast(kept, x.dtype)).mul(1 / (1 - this.rate));
  }
}
