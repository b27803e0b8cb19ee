/**
 * The Kullback-Leibler divergence.
 *
 * @module
 */
import { clip, greater, log, logSumExp, scope, sum, where } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { LossOptions } from "./reduce.ts";
import { checkSameShape, reduceLoss } from "./reduce.ts";

const margin = 1e-7;

/**
 * How far predicted distributions are from the target ones, in nats. KL散度
 *
 * Formula: `Σ_c y_c (ln y_c − ln ŷ_c)`, with `0 ln 0 = 0` and ŷ kept above 10⁻⁷
 *
 * @param output Probabilities, shape `[N, C]`
 * @param target Probabilities, the same shape
 * @param options Reduction and weights; the mean is over samples
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 *
 * @example Equal distributions
 * ```ts
 * import { klDivergence } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const p = tensor([[0.25, 0.75]]);
 * assertEquals(klDivergence(p, p).item(), 0);
 * ```
 */
export function klDivergence(output: Tensor, target: Tensor, options?: LossOptions): Tensor {
  checkSameShape("klDivergence", output, target);
  return scope("klDivergence", () => {
    const parts = entropyTerms(target).sub(target.mul(log(clip(output, margin, 1))));
    return reduceLoss("klDivergence", sum(parts, { axis: -1 }), options);
  });
}

/**
 * {@link klDivergence} of net inputs (logits), finite for every input. 带logits的KL散度
 *
 * @param logits Net inputs, shape `[N, C]`
 * @param target Probabilities, the same shape
 * @param options Reduction and weights; the mean is over samples
 * @returns A scalar, or `[N]` without reduction
 * @throws {ShapeError} When the shapes differ
 *
 * @example Equal distributions
 * ```ts
 * import { softmaxKlDivergence } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(softmaxKlDivergence(tensor([[7, 7]]), tensor([[0.5, 0.5]])).item(), 0, 1e-6);
 * ```
 */
export function softmaxKlDivergence(logits: Tensor, target: Tensor, options?: LossOptions): Tensor {
  checkSameShape("softmaxKlDivergence", logits, target);
  return scope("softmaxKlDivergence", () => {
    const logs = logits.sub(logSumExp(logits, { axis: -1, keepDims: true }));
    return reduceLoss("softmaxKlDivergence", sum(entropyTerms(target).sub(target.mul(logs)), { axis: -1 }), options);
  });
}

function entropyTerms(target: Tensor): Tensor {
  return target.mul(log(where(greater(target, 0), target, 1)));
}
