/**
 * The Gaussian error linear unit.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, exp, floatResult, mul, square, sub } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { atNumber } from "../facts/at_number.ts";
import { geluTanh } from "./gelu_tanh.ts";
import { swish } from "./swish.ts";

/** 1/√(2π), the height of the standard normal density at 0. */
const density0 = 1 / Math.sqrt(2 * Math.PI);

/** The record of the derivative of {@link gelu}: `Φ(x) + x φ(x)`. */
export const geluSlopeOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "geluSlope",
  expression: (k, [x]) => {
    const half = k.constant(0.5);
    const below = k.mul(half, k.erfc(k.mul(k.constant(-Math.SQRT1_2), x)));
    const density = k.mul(k.constant(density0), k.exp(k.neg(k.mul(half, k.mul(x, x)))));
    return k.add(below, k.mul(x, density));
  },
  dtype: (dtypes) => floatResult("geluSlope", dtypes),
  partials: [([x]) => mul(exp(square(x).mul(-0.5)).mul(density0), sub(2, square(x)))],
});

/** The record of {@link gelu}. */
export const geluOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "gelu",
  expression: (k, [x]) => k.mul(k.mul(k.constant(0.5), x), k.erfc(k.mul(k.constant(-Math.SQRT1_2), x))),
  dtype: (dtypes) => floatResult("gelu", dtypes),
  partials: [([x]) => apply(geluSlopeOp, [x])],
});

/** How {@link gelu} finds the normal distribution: exactly, or by a formula without the error function. */
export type GeluApproximation = "none" | "tanh" | "sigmoid";

/** Options of {@link gelu}. */
export interface GeluOptions {
  /**
   * `"none"` for `x Φ(x)`, `"tanh"` for `0.5x(1 + tanh(√(2/π)(x + 0.044715x³)))`, off by at most 5e-4, `"sigmoid"` for `x σ(1.702x)`, off
   * by at most 0.021.
   * @default "none"
   */
  readonly approximate?: GeluApproximation;
}

const forms: Record<GeluApproximation, (x: TensorLike) => Tensor> = {
  none: (x) => apply(geluOp, [x]),
  tanh: geluTanh,
  sigmoid: (x) => swish(x, 1.702),
};

/**
 * The input times the share of a standard normal distribution below it. Integers give float32. 高斯误差线性单元
 *
 * Formula (§4.1.4): `x Φ(x)`, with `Φ(x) = (1 + erf(x/√2))/2`
 *
 * Source: Hendrycks and Gimpel (2016), "Gaussian error linear units".
 *
 * @param x Any shape
 * @param options Whether and how Φ is approximated
 * @returns The same shape
 * @throws {RangeError} When there is no such approximation
 *
 * @example The exact form and an approximation
 * ```ts
 * import { gelu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const x = tensor(1, "float64");
 * assertAlmostEquals(gelu(x).item(), 0.8413447460685429);
 * assertAlmostEquals(gelu(x, { approximate: "tanh" }).item(), 0.8411919906082768);
 * ```
 */
export function gelu(x: TensorLike, { approximate = "none" }: GeluOptions = {}): Tensor {
  if (!Object.hasOwn(forms, approximate)) {
    throw new RangeError(
      `Cannot gelu x as approximate must be one of ${Object.keys(forms).join(", ")}: current value is ${approximate}`,
    );
  }
  return forms[approximate](x);
}

/** What is known about {@link gelu} in its exact form. */
export const geluFacts: ActivationFacts = {
  name: "gelu",
  section: "4.1.4",
  formula: "x\\,\\Phi(x) = \\frac{x}{2}\\left(1 + \\operatorname{erf}\\frac{x}{\\sqrt 2}\\right)",
  derivativeFormula: "\\Phi(x) + \\frac{x}{\\sqrt{2\\pi}}\\,e^{-x^2/2}",
  range: { min: -0.16997120747990369, max: Infinity, minReached: true, maxReached: false },
  zeroCentred: "no",
  saturation: { left: true, right: false },
  monotonic: false,
  kinks: [],
  parameters: [],
  value: (x) => atNumber(geluOp, [x]),
  derivative: (x) => atNumber(geluSlopeOp, [x]),
};
