/**
 * The rectified linear unit.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, numericResult } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";
import { step, stepOp } from "./step.ts";

/** The record of {@link relu}. */
export const reluOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "relu",
  expression: (k, [x]) => k.max(x, k.constant(0)),
  dtype: (dtypes) => numericResult("relu", dtypes),
  partials: [([x]) => step(x)],
});

/**
 * The rectified linear unit: negative elements become 0. 修正线性单元
 *
 * Formula (§4.1.2): `max(0, x)`
 *
 * At the kink, 0, the derivative is taken as 0. Source: Nair and Hinton (2010), "Rectified linear units improve restricted
 * Boltzmann machines".
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Half of the units fall silent
 * ```ts
 * import { relu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(relu(tensor([-2, -1, 0.5, 3])).toArray(), [0, 0, 0.5, 3]);
 * ```
 */
export function relu(x: TensorLike): Tensor {
  return apply(reluOp, [x]);
}

/** What is known about {@link relu}. */
export const reluFacts: ActivationFacts = {
  name: "relu",
  section: "4.1.2",
  formula: "\\max(0, x)",
  derivativeFormula: "\\begin{cases} 1 & x > 0 \\\\ 0 & x \\le 0 \\end{cases}",
  range: { min: 0, max: Infinity, minReached: true, maxReached: false },
  zeroCentred: "no",
  saturation: { left: true, right: false },
  monotonic: true,
  kinks: [0],
  parameters: [],
  value: (x) => atNumber(reluOp, [x]),
  derivative: (x) => atNumber(stepOp, [x]),
};
