/**
 * The hard hyperbolic tangent.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, floatResult, numericResult } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";

/** The record of the derivative of {@link hardTanh}. */
export const hardTanhSlopeOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "hardTanhSlope",
  expression: (k, [x]) => k.less(k.abs(x), k.constant(1)),
  dtype: (dtypes) => floatResult("hardTanhSlope", dtypes),
  partials: [() => 0],
});

/** The record of {@link hardTanh}. */
export const hardTanhOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "hardTanh",
  expression: (k, [x]) => k.max(k.min(x, k.constant(1)), k.constant(-1)),
  dtype: (dtypes) => numericResult("hardTanh", dtypes),
  partials: [([x]) => apply(hardTanhSlopeOp, [x])],
});

/**
 * The hyperbolic tangent in three straight pieces: its tangent at 0, cut off at −1 and 1. Hard-Tanh 函数
 *
 * Formula (§4.1.1.1): `max(min(x, 1), −1)`
 *
 * At the kinks, ±1, the derivative is taken as 0.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example The tangent and both ends
 * ```ts
 * import { hardTanh } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hardTanh(tensor([-3, -0.5, 0.5, 3])).toArray(), [-1, -0.5, 0.5, 1]);
 * ```
 */
export function hardTanh(x: TensorLike): Tensor {
  return apply(hardTanhOp, [x]);
}

/** What is known about {@link hardTanh}. */
export const hardTanhFacts: ActivationFacts = {
  name: "hardTanh",
  section: "4.1.1.1",
  formula: "\\max(\\min(x,\\, 1),\\, -1)",
  derivativeFormula: "\\begin{cases} 1 & |x| < 1 \\\\ 0 & |x| \\ge 1 \\end{cases}",
  range: { min: -1, max: 1, minReached: true, maxReached: true },
  zeroCentred: "yes",
  saturation: { left: true, right: true },
  monotonic: true,
  kinks: [-1, 1],
  parameters: [],
  value: (x) => atNumber(hardTanhOp, [x]),
  derivative: (x) => atNumber(hardTanhSlopeOp, [x]),
};
