/**
 * The step function, the activation of the perceptron.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, numericResult } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";

/** The record of {@link step}. */
export const stepOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "step",
  expression: (k, [x]) => k.max(k.sign(x), k.constant(0)),
  dtype: (dtypes) => numericResult("step", dtypes),
  partials: [() => 0],
});

/**
 * The step function of each element: 1 above 0, else 0. 阶跃函数
 *
 * Formula (§4.1): `f(x) = 1 if x > 0, else 0`
 *
 * Its derivative is 0, also at the jump, so nothing before it learns by gradients.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example A perceptron that computes "and"
 * ```ts
 * import { step } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * assertEquals(step(x.sum({ axis: 1 }).sub(1.5)).toArray(), [0, 0, 0, 1]);
 * ```
 */
export function step(x: TensorLike): Tensor {
  return apply(stepOp, [x]);
}

/** What is known about {@link step}. */
export const stepFacts: ActivationFacts = {
  name: "step",
  section: "4.1",
  formula: "\\begin{cases} 1 & x > 0 \\\\ 0 & x \\le 0 \\end{cases}",
  derivativeFormula: "0",
  range: { min: 0, max: 1, minReached: true, maxReached: true },
  zeroCentred: "no",
  saturation: { left: true, right: true },
  monotonic: true,
  kinks: [0],
  parameters: [],
  value: (x) => atNumber(stepOp, [x]),
  derivative: () => 0,
};
