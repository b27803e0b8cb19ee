/**
 * Oja's rule.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { add, div, matmul, mean, mul, reshape, square, sub, transpose } from "@chainrule/tensor";
import { checkInputs, checkRate } from "./check_learning.ts";
import type { HebbianOptions } from "./hebbian.ts";

/**
 * Oja's rule: Hebb's with just as much forgetting as keeps weights at length 1. Each unit finds the direction in which inputs vary
 * most, their first principal component. Oja 学习规则
 *
 * Formula: `wₘ + η/N Σₙ yₙₘ (xₙ − yₙₘ wₘ)`, with `yₙₘ = wₘ·xₙ`
 *
 * | what | shape |
 * | --- | --- |
 * | `weight` | `[M, D]` |
 * | `x` | `[N, D]`, of mean 0 |
 * | output | `[M, D]` |
 *
 * Units take no notice of each other: `sanger` finds several components. Steps must be small against the variance of the inputs, or
 * weights grow without bound. Source: Oja (1982), Simplified Neuron Model as a Principal Component Analyzer.
 *
 * @param weight The weights, a row a unit
 * @param x Inputs, a row a sample
 * @param options See {@link HebbianOptions}
 * @returns The next weights
 * @throws {ShapeError} When shapes do not fit
 * @throws {RangeError} When the learning rate is not a positive number
 *
 * @example Inputs along a line
 * ```ts
 * import { oja } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor([[3, 4], [-3, -4], [0.6, 0.8], [-0.6, -0.8]]);
 * let weight = tensor([[1, 0]]);
 * for (let step = 0; step < 100; step++) weight = oja(weight, x, { learningRate: 0.05 });
 * assertAlmostEquals(weight.data[0]!, 0.6, 1e-6);
 * ```
 */
export function oja(weight: Tensor, x: Tensor, { learningRate = 0.01 }: HebbianOptions = {}): Tensor {
  checkInputs("oja", weight, x);
  checkRate("oja", learningRate);
  const y = matmul(x, transpose(weight));
  const growth = div(matmul(transpose(y), x), x.shape[0]!);
  const power = reshape(mean(square(y), { axis: 0 }), [weight.shape[0]!, 1]);
  return add(weight, mul(sub(growth, mul(power, weight)), learningRate));
}
