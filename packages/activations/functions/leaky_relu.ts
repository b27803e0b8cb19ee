/**
 * The leaky rectified linear unit.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, floatResult } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";
import { checkParameter } from "./check_parameter.ts";

/** How steep {@link leakyRelu} is. */
export interface Leak {
  /** The slope below 0. */
  readonly slope: number;
}

/** The record of the derivative of {@link leakyRelu}. */
export const leakyReluSlopeOp: Op<Unary, Leak> = /* @__PURE__ */ elementwise<Unary, Leak>({
  name: "leakyReluSlope",
  expression: (k, [x], { slope }) => k.select(k.less(k.constant(0), x), k.constant(1), k.constant(slope)),
  dtype: (dtypes) => floatResult("leakyReluSlope", dtypes),
  partials: [() => 0],
});

/** The record of {@link leakyRelu}. */
export const leakyReluOp: Op<Unary, Leak> = /* @__PURE__ */ elementwise<Unary, Leak>({
  name: "leakyRelu",
  expression: (k, [x], { slope }) => k.select(k.less(k.constant(0), x), x, k.mul(k.constant(slope), x)),
  dtype: (dtypes) => floatResult("leakyRelu", dtypes),
  partials: [([x], _, leak) => apply(leakyReluSlopeOp, [x], leak)],
});

/**
 * The rectified linear unit with a small slope below 0, so that a silent unit still gets a gradient. Integers give
 * float32. 带泄露的 ReLU
 *
 * Formula (§4.1.2.1): `max(0, x) + γ min(0, x)`
 *
 * At the kink, 0, the derivative is taken as γ. For a γ that is learnt, see `prelu`. Source: Maas, Hannun and Ng (2013),
 * "Rectifier nonlinearities improve neural network acoustic models".
 *
 * @param x Any shape
 * @param slope The slope γ below 0, any finite number
 * @returns The same shape
 * @throws {RangeError} When the slope is not finite
 *
 * @example A leak
 * ```ts
 * import { leakyRelu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(leakyRelu(tensor([-2, 3]), 0.25).toArray(), [-0.5, 3]);
 * ```
 */
export function leakyRelu(x: TensorLike, slope = 0.01): Tensor {
  checkParameter("leakyRelu", "slope", slope);
  return apply(leakyReluOp, [x], { slope });
}

/** What is known about {@link leakyRelu}. */
export const leakyReluFacts: ActivationFacts<"slope"> = {
  name: "leakyRelu",
  section: "4.1.2.1",
  formula: "\\max(0, x) + \\gamma \\min(0, x)",
  derivativeFormula: "\\begin{cases} 1 & x > 0 \\\\ \\gamma & x \\le 0 \\end{cases}",
  range: { min: -Infinity, max: Infinity, minReached: false, maxReached: false },
  zeroCentred: "no",
  saturation: { left: false, right: false },
  monotonic: true,
  kinks: [0],
  parameters: [{ name: "slope", symbol: "\\gamma", default: 0.01, learnable: false }],
  value: (x, { slope = 0.01 } = {}) => atNumber(leakyReluOp, [x], { slope }),
  derivative: (x, { slope = 0.01 } = {}) => atNumber(leakyReluSlopeOp, [x], { slope }),
};
