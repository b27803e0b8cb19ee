/**
 * The hard logistic function.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, floatResult } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";

/** The record of the derivative of {@link hardLogistic}. */
export const hardLogisticSlopeOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "hardLogisticSlope",
  expression: (k, [x]) => k.mul(k.constant(0.25), k.less(k.abs(x), k.constant(2))),
  dtype: (dtypes) => floatResult("hardLogisticSlope", dtypes),
  partials: [() => 0],
});

/** The record of {@link hardLogistic}. */
export const hardLogisticOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "hardLogistic",
  expression: (k, [x]) => {
    const line = k.add(k.mul(k.constant(0.25), x), k.constant(0.5));
    return k.max(k.min(line, k.constant(1)), k.constant(0));
  },
  dtype: (dtypes) => floatResult("hardLogistic", dtypes),
  partials: [([x]) => apply(hardLogisticSlopeOp, [x])],
});

/**
 * The logistic function in three straight pieces: its tangent at 0, cut off at 0 and 1. Integers give float32. Hard-Logistic 函数
 *
 * Formula (§4.1.1.1): `max(min(0.25x + 0.5, 1), 0)`
 *
 * The hardSigmoid of PyTorch and Keras has slope 1/6 and is another function. At the kinks, ±2, the derivative is taken as 0.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example The tangent and both ends
 * ```ts
 * import { hardLogistic } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hardLogistic(tensor([-3, -1, 0, 1, 3])).toArray(), [0, 0.25, 0.5, 0.75, 1]);
 * ```
 */
export function hardLogistic(x: TensorLike): Tensor {
  return apply(hardLogisticOp, [x]);
}

/** What is known about {@link hardLogistic}. */
export const hardLogisticFacts: ActivationFacts = {
  name: "hardLogistic",
  section: "4.1.1.1",
  formula: "\\max(\\min(0.25x + 0.5,\\, 1),\\, 0)",
  derivativeFormula: "\\begin{cases} 0.25 & |x| < 2 \\\\ 0 & |x| \\ge 2 \\end{cases}",
  range: { min: 0, max: 1, minReached: true, maxReached: true },
  zeroCentred: "no",
  saturation: { left: true, right: true },
  monotonic: true,
  kinks: [-2, 2],
  parameters: [],
  value: (x) => atNumber(hardLogisticOp, [x]),
  derivative: (x) => atNumber(hardLogisticSlopeOp, [x]),
};
