/**
 * Making attention sharp again.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { expandDims, log, maximum, scope } from "@chainrule/tensor";
import { checkAxes } from "./check_axes.ts";

/** Smaller weights count as this one; its logarithm is finite in float32, and its powers from 1 on are nothing beside the largest weight. */
const leastWeight = 1e-30;

/**
 * Raises weights to a power and brings their sum back to 1, which undoes the blur of shifts. 锐化
 *
 * Formula: `w(i) = w̃(i)^γ / Σⱼ w̃(j)^γ`. Source: Graves, Wayne and Danihelka (2014), Neural Turing Machines, equation 9.
 *
 * It is computed as `softmax(γ ln w̃)`: no power underflows to `0 / 0`, and a weight of 0 has a derivative.
 *
 * @param weights Shape `[N, H, S]`
 * @param sharpness γ ≥ 1, shape `[N, H]`
 * @returns Shape `[N, H, S]`
 * @throws {ShapeError} When the shapes do not fit each other
 *
 * @example Squares
 * ```ts
 * import { sharpenWeights } from "@chainrule/memory";
 * import { round, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = sharpenWeights(tensor([[[0.25, 0.5, 0.25]]]), tensor([[2]]));
 * assertEquals(round(weights.mul(60)).toArray(), [[[10, 40, 10]]]);
 * ```
 */
export function sharpenWeights(weights: Tensor, sharpness: Tensor): Tensor {
  checkAxes("sharpen weights", { weights: [weights, "N H S"], sharpness: [sharpness, "N H"] });
  return scope(
    "sharpenWeights",
    () => softmax(log(maximum(weights, leastWeight)).mul(expandDims(sharpness, 2))),
  );
}
