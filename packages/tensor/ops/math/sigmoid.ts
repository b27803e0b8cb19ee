/**
 * The logistic function.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { sub } from "../arithmetic/sub.ts";

/** The record of {@link sigmoid}. */
export const sigmoidOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "sigmoid",
  expression: (k, [x]) => {
    const decay = k.exp(k.neg(k.abs(x)));
    const one = k.constant(1);
    const numerator = k.select(k.less(x, k.constant(0)), decay, one);
    return k.div(numerator, k.add(one, decay));
  },
  dtype: (dtypes) => floatResult("sigmoid", dtypes),
  partials: [(_, y) => mul(y, sub(1, y))],
});

/**
 * The logistic function of each element. Integers give float32. Logistic 函数
 *
 * Formula: `σ(x) = 1/(1 + e⁻ˣ)`
 *
 * Nothing overflows, and small values keep all their digits, since only `e^(−|x|)` is taken. The derivative is `σ(1 − σ)`, exact to
 * 1e-16; it is 0 where σ has reached 1, beyond x = 37.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example The middle and both ends
 * ```ts
 * import { sigmoid, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sigmoid(tensor([-1000, 0, 1000])).toArray(), [0, 0.5, 1]);
 * ```
 */
export function sigmoid(x: TensorLike): Tensor {
  return apply(sigmoidOp, [x]);
}
