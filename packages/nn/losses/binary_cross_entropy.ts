/**
 * Cross-entropy for two classes.
 *
 * @module
 */
import { softplus } from "@chainrule/activations";
import { clip, log, scope, sub } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { LossOptions } from "./reduce.ts";
import { checkSameShape, reduceLoss } from "./reduce.ts";

/** Probabilities are kept this far from 0 and 1, where the logarithm has no bounds. */
const margin = 1e-7;

/**
 * Binary cross-entropy of probabilities, in nats. Where the model ends in a sigmoid, `sigmoidCrossEntropy` is more exact. 二分类交叉熵
 *
 * Formula (§4.3): `−y ln ŷ − (1 − y) ln(1 − ŷ)`, with ŷ kept in [10⁻⁷, 1 − 10⁻⁷]
 *
 * @param output Probabilities, shape `[N, ...]`
 * @param target 0 or 1, or probabilities, the same shape
 * @param options Reduction and weights
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 *
 * @example A coin
 * ```ts
 * import { binaryCrossEntropy } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(binaryCrossEntropy(tensor([0.5]), tensor([1])).item(), Math.LN2, 1e-6);
 * ```
 */
export function binaryCrossEntropy(output: Tensor, target: Tensor, options?: LossOptions): Tensor {
  checkSameShape("binaryCrossEntropy", output, target);
  return scope("binaryCrossEntropy", () => {
    const p = clip(output, margin, 1 - margin);
    const losses = log(p).mul(target).add(log(sub(1, p)).mul(sub(1, target))).neg();
    return reduceLoss("binaryCrossEntropy", losses, options);
  });
}

/**
 * Binary cross-entropy of net inputs (logits): sigmoid and logarithm in one, finite for every input, in nats. 带logits的二分类交叉熵
 *
 * Formula: `ln(1 + eᶻ) − z·y`
 *
 * @param logits Net inputs, shape `[N, ...]`
 * @param target 0 or 1, or probabilities, the same shape
 * @param options Reduction and weights
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 *
 * @example Wrong and very sure of it
 * ```ts
 * import { sigmoidCrossEntropy } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sigmoidCrossEntropy(tensor([1000]), tensor([0])).item(), 1000);
 * ```
 */
export function sigmoidCrossEntropy(logits: Tensor, target: Tensor, options?: LossOptions): Tensor {
  checkSameShape("sigmoidCrossEntropy", logits, target);
  return scope(
    "sigmoidCrossEntropy",
    () => reduceLoss("sigmoidCrossEntropy", softplus(logits).sub(logits.mul(target)), options),
  );
}
