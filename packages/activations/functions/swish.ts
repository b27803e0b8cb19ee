/**
 * The Swish function.
 *
 * @module
 */
import type { Binary, Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, floatResult, mul, neg, sigmoid, square, sub } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";
import { logistic } from "./logistic_expression.ts";

/** The record of the derivative of {@link swish} with respect to `x`, as a function of `t = βx`: `σ(t) + t σ(t)(1 − σ(t))`. */
export const swishSlopeOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "swishSlope",
  expression: (k, [t]) => {
    const { open, shut } = logistic(k, t);
    return k.mul(open, k.add(k.constant(1), k.mul(t, shut)));
  },
  dtype: (dtypes) => floatResult("swishSlope", dtypes),
  partials: [([t]) => {
    const open = sigmoid(t);
    const shut = sigmoid(neg(t));
    return mul(mul(open, shut), mul(t, sub(shut, open)).add(2));
  }],
});

/** The record of {@link swish}. */
export const swishOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "swish",
  expression: (k, [x, beta]) => k.mul(x, logistic(k, k.mul(beta, x)).open),
  dtype: (dtypes) => floatResult("swish", dtypes),
  partials: [
    ([x, beta]) => apply(swishSlopeOp, [mul(beta, x)]),
    ([x, beta]) => {
      const t = mul(beta, x);
      return mul(square(x), mul(sigmoid(t), sigmoid(neg(t))));
    },
  ],
});

/**
 * The input times a soft gate, its own logistic function. Integers give float32. Swish 函数
 *
 * Formula (§4.1.3): `x σ(βx)`
 *
 * β = 0 gives x/2, β = 1 is also known as SiLU, and β → ∞ gives ReLU. Source: Ramachandran, Zoph and Le (2017), "Searching for activation
 * functions".
 *
 * @param x Any shape
 * @param beta How sharp the gate is: a number, or a tensor or variable to learn, whose shape broadcasts with that of `x`
 * @returns The broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example From half the input to ReLU
 * ```ts
 * import { swish } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([-2, 2]);
 * assertEquals(swish(x, 0).toArray(), [-1, 1]);
 * assertEquals(swish(x, 1000).toArray(), [-0, 2]);
 * ```
 */
export function swish(x: TensorLike, beta: TensorLike = 1): Tensor {
  return apply(swishOp, [x, beta]);
}

/** What is known about {@link swish}. */
export const swishFacts: ActivationFacts<"beta"> = {
  name: "swish",
  section: "4.1.3",
  formula: "x\\,\\sigma(\\beta x)",
  derivativeFormula: "\\sigma(\\beta x) + \\beta x\\,\\sigma(\\beta x)\\,(1 - \\sigma(\\beta x))",
  range: { min: -0.2784645427610738, max: Infinity, minReached: true, maxReached: false },
  zeroCentred: "no",
  saturation: { left: true, right: false },
  monotonic: false,
  kinks: [],
  parameters: [{ name: "beta", symbol: "\\beta", default: 1, learnable: true }],
  value: (x, { beta = 1 } = {}) => atNumber(swishOp, [x, beta]),
  derivative: (x, { beta = 1 } = {}) => atNumber(swishSlopeOp, [beta * x]),
};
