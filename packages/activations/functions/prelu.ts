/**
 * The parametric rectified linear unit.
 *
 * @module
 */
import type { Binary, Op, Tensor, TensorLike } from "@chainrule/tensor";
import { apply, elementwise, floatResult, greater, where } from "@chainrule/tensor";
import type { ActivationFacts } from "../facts/activation_facts.ts";
import { leakyReluFacts } from "./leaky_relu.ts";

/** The record of {@link prelu}. */
export const preluOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "prelu",
  expression: (k, [x, slope]) => k.select(k.less(k.constant(0), x), x, k.mul(slope, x)),
  dtype: (dtypes) => floatResult("prelu", dtypes),
  partials: [
    ([x, slope]) => where(greater(x, 0), 1, slope),
    ([x]) => where(greater(x, 0), 0, x),
  ],
});

/**
 * The rectified linear unit with a learnable slope below 0, one for all units or one each. Integers give float32.
 * 带参数的 ReLU
 *
 * Formula (§4.1.2.2): `max(0, x) + γᵢ min(0, x)`
 *
 * At the kink, 0, the derivative with respect to `x` is taken as γ. Source: He, Zhang, Ren and Sun (2015), "Delving deep into
 * rectifiers".
 *
 * @param x Net inputs, shape `[N, M]` for example
 * @param slope The slopes γ, a shape that broadcasts with that of `x`: `[]` for one shared, `[M]` for one a unit
 * @returns The broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example One slope a unit
 * ```ts
 * import { prelu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[-1, -1], [2, 2]]);
 * assertEquals(prelu(x, tensor([0.25, 0.5])).toArray(), [[-0.25, -0.5], [2, 2]]);
 * ```
 */
export function prelu(x: TensorLike, slope: TensorLike): Tensor {
  return apply(preluOp, [x, slope]);
}

/** What is known about {@link prelu}, with the slope that it usually starts from. */
export const preluFacts: ActivationFacts<"slope"> = {
  name: "prelu",
  section: "4.1.2.2",
  formula: "\\max(0, x) + \\gamma_i \\min(0, x)",
  derivativeFormula: "\\begin{cases} 1 & x > 0 \\\\ \\gamma_i & x \\le 0 \\end{cases}",
  range: { min: -Infinity, max: Infinity, minReached: false, maxReached: false },
  zeroCentred: "no",
  saturation: { left: false, right: false },
  monotonic: true,
  kinks: [0],
  parameters: [{ name: "slope", symbol: "\\gamma_i", default: 0.25, learnable: true }],
  value: (x, { slope = 0.25 } = {}) => leakyReluFacts.value(x, { slope }),
  derivative: (x, { slope = 0.25 } = {}) => leakyReluFacts.derivative(x, { slope }),
};
