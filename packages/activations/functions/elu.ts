/**
 * The exponential linear unit.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, floatResult, greater, where } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";
import { checkParameter } from "./check_parameter.ts";

/** Where {@link elu} levels off. */
export interface EluParameters {
  /** The scale γ: the function tends to −γ on the left. */
  readonly alpha: number;
}

/** The record of the derivative of {@link elu}, which below 0 is its own derivative. */
export const eluSlopeOp: Op<Unary, EluParameters> = /* @__PURE__ */ elementwise<Unary, EluParameters>({
  name: "eluSlope",
  expression: (k, [x], { alpha }) =>
    k.select(k.less(k.constant(0), x), k.constant(1), k.mul(k.constant(alpha), k.exp(x))),
  dtype: (dtypes) => floatResult("eluSlope", dtypes),
  partials: [([x], y) => where(greater(x, 0), 0, y)],
});

/** The record of {@link elu}. */
export const eluOp: Op<Unary, EluParameters> = /* @__PURE__ */ elementwise<Unary, EluParameters>({
  name: "elu",
  expression: (k, [x], { alpha }) => k.select(k.less(k.constant(0), x), x, k.mul(k.constant(alpha), k.expm1(x))),
  dtype: (dtypes) => floatResult("elu", dtypes),
  partials: [([x], _, parameters) => apply(eluSlopeOp, [x], parameters)],
});

/**
 * The exponential linear unit: the identity above 0, an exponential that levels off below. Integers give float32. 指数线性单元
 *
 * Formula (§4.1.2.3): `x for x > 0, γ(eˣ − 1) for x ≤ 0`
 *
 * For γ = 1 the derivative is continuous; for others it is taken as γ at the kink, 0. The book's form,
 * `max(0, x) + min(0, γ(eˣ − 1))`, agrees for γ ≥ 0. Source: Clevert, Unterthiner and Hochreiter (2015), "Fast and accurate deep
 * network learning by exponential linear units".
 *
 * @param x Any shape
 * @param alpha The scale γ, any finite number
 * @returns The same shape
 * @throws {RangeError} When the scale is not finite
 *
 * @example It levels off at −γ
 * ```ts
 * import { elu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(elu(tensor([-1000, 0, 3]), 2).toArray(), [-2, 0, 3]);
 * ```
 */
export function elu(x: TensorLike, alpha = 1): Tensor {
  checkParameter("elu", "alpha", alpha);
  return apply(eluOp, [x], { alpha });
}

/** What is known about {@link elu}. */
export const eluFacts: ActivationFacts<"alpha"> = {
  name: "elu",
  section: "4.1.2.3",
  formula: "\\max(0, x) + \\min(0, \\gamma(e^x - 1))",
  derivativeFormula: "\\begin{cases} 1 & x > 0 \\\\ \\gamma e^x & x \\le 0 \\end{cases}",
  range: { min: -1, max: Infinity, minReached: false, maxReached: false },
  zeroCentred: "approximately",
  saturation: { left: true, right: false },
  monotonic: true,
  kinks: [],
  parameters: [{ name: "alpha", symbol: "\\gamma", default: 1, learnable: false }],
  value: (x, { alpha = 1 } = {}) => atNumber(eluOp, [x], { alpha }),
  derivative: (x, { alpha = 1 } = {}) => atNumber(eluSlopeOp, [x], { alpha }),
};
