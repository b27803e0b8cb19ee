/**
 * Cross-entropy for any number of classes.
 *
 * @module
 */
import { clip, expandDims, gather, log, logSumExp, scope, squeeze, sum, takeAlong } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { checkClasses, isLabels } from "./classes.ts";
import type { LossOptions } from "./reduce.ts";
import { reduceLoss } from "./reduce.ts";

/** Probabilities are kept above this, where the logarithm has no bounds. */
const margin = 1e-7;

/** Options of the cross-entropies. */
export interface CrossEntropyOptions extends LossOptions {
  /** A weight for each class, shape `[C]`, for targets that are labels. @default all 1 */
  readonly classWeights?: Tensor;
}

/**
 * Cross-entropy of probabilities, in nats. Where the model ends in a softmax, `softmaxCrossEntropy` is more exact. 交叉熵
 *
 * Formula (§4.3.3): `−yᵀ ln ŷ`, with ŷ kept above 10⁻⁷
 *
 * @param output Probabilities, shape `[N, C]`
 * @param target One-hot rows or probabilities `[N, C]`, or int32 labels `[N]`
 * @param options Reduction, weights of samples and of classes
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes do not fit
 * @throws {RangeError} When a label is not a class
 *
 * @example Three classes
 * ```ts
 * import { crossEntropy } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const loss = crossEntropy(tensor([[0.25, 0.5, 0.25]]), tensor([1], "int32"));
 * assertAlmostEquals(loss.item(), Math.LN2, 1e-6);
 * ```
 */
export function crossEntropy(output: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  checkClasses("crossEntropy", output, target);
  return scope("crossEntropy", () => {
    const logs = log(clip(output, margin, 1));
    const losses = isLabels(target) ? pick(logs, target).neg() : sum(logs.mul(target), { axis: 1 }).neg();
    return reduceLoss("crossEntropy", losses, weighted(target, options));
  });
}

/**
 * Cross-entropy of net inputs (logits): softmax and logarithm in one, finite for every input, in nats. 带logits的交叉熵
 *
 * Formula (§4.3.3): `ln Σ_c e^(z_c) − zᵀy`
 *
 * @param logits Net inputs, shape `[N, C]`
 * @param target One-hot rows or probabilities `[N, C]`, or int32 labels `[N]`
 * @param options Reduction, weights of samples and of classes
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes do not fit
 * @throws {RangeError} When a label is not a class
 *
 * @example Wrong and very sure of it
 * ```ts
 * import { softmaxCrossEntropy } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(softmaxCrossEntropy(tensor([[1000, 0]]), tensor([1], "int32")).item(), 1000);
 * ```
 */
export function softmaxCrossEntropy(logits: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  checkClasses("softmaxCrossEntropy", logits, target);
  return scope("softmaxCrossEntropy", () => {
    const normalizer = logSumExp(logits, { axis: 1, keepDims: true });
    const losses = isLabels(target)
      ? squeeze(normalizer, 1).sub(pick(logits, target))
      : sum(normalizer.sub(logits).mul(target), { axis: 1 });
    return reduceLoss("softmaxCrossEntropy", losses, weighted(target, options));
  });
}

/** The element of each row that its label names. */
function pick(rows: Tensor, labels: Tensor): Tensor {
  return squeeze(takeAlong(rows, expandDims(labels, 1), 1), 1);
}

function weighted(target: Tensor, options: CrossEntropyOptions): LossOptions {
  const { classWeights, weights } = options;
  if (classWeights === undefined) return options;
  if (!isLabels(target)) {
    throw new TypeError(
      `Cannot weight classes as the target must be int32 labels: current dtype is ${target.dtype}; use argMax to make labels of one-hot rows`,
    );
  }
  const byClass = gather(classWeights, target);
  return { ...options, weights: weights === undefined ? byClass : byClass.mul(weights) };
}
