/**
 * Sanger's rule.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { add, arange, cast, div, greaterEqual, matmul, mul, reshape, sub, transpose } from "@chainrule/tensor";
import { checkInputs, checkRate } from "./check_learning.ts";
import type { HebbianOptions } from "./hebbian.ts";

/**
 * Sanger's rule, the generalised Hebbian algorithm: unit m learns by Oja's rule from what units before it leave unexplained, so that the
 * units find the first M principal components, in order. 广义赫布算法
 *
 * Formula: `wₘ + η/N Σₙ yₙₘ (xₙ − Σₖ≤ₘ yₙₖ wₖ)`, with `yₙₘ = wₘ·xₙ`
 *
 * | what | shape |
 * | --- | --- |
 * | `weight` | `[M, D]` |
 * | `x` | `[N, D]`, of mean 0 |
 * | output | `[M, D]` |
 *
 * Steps must be small against the variance of the inputs, or weights grow without bound. Source: Sanger (1989), Optimal Unsupervised Learning in
 * a Single-Layer Linear Feedforward Neural Network.
 *
 * @param weight The weights, a row a unit
 * @param x Inputs, a row a sample
 * @param options See {@link HebbianOptions}
 * @returns The next weights
 * @throws {ShapeError} When shapes do not fit
 * @throws {RangeError} When the learning rate is not a positive number
 *
 * @example Two directions, the wider one first
 * ```ts
 * import { sanger } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([[0, 2], [0, -2], [1, 0], [-1, 0]]);
 * let weight = tensor([[0.5, 0.5], [0.5, 0.1]]);
 * for (let step = 0; step < 400; step++) weight = sanger(weight, x, { learningRate: 0.1 });
 * [0, 1, 1, 0].forEach((value, i) => assertAlmostEquals(weight.data[i]!, value, 1e-5));
 * ```
 */
export function sanger(weight: Tensor, x: Tensor, { learningRate = 0.01 }: HebbianOptions = {}): Tensor {
  checkInputs("sanger", weight, x);
  checkRate("sanger", learningRate);
  const [units, samples] = [weight.shape[0]!, x.shape[0]!];
  const y = matmul(x, transpose(weight));
  const order = arange(units);
  const isBefore = cast(greaterEqual(reshape(order, [units, 1]), order), weight.dtype);
  const explained = matmul(mul(matmul(transpose(y), y), isBefore), weight);
  const change = div(sub(matmul(transpose(y), x), explained), samples);
  return add(weight, mul(change, learningRate));
}
