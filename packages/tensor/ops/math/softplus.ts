/**
 * The softplus function.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { sigmoid } from "./sigmoid.ts";

/** The record of {@link softplus}. */
export const softplusOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "softplus",
  expression: (k, [x]) => k.add(k.max(x, k.constant(0)), k.log1p(k.exp(k.neg(k.abs(x))))),
  dtype: (dtypes) => floatResult("softplus", dtypes),
  partials: [([x]) => sigmoid(x)],
});

/**
 * The softplus function of each element, a smooth form of `max(0, x)`. Integers give float32. Softplus 函数
 *
 * Formula: `ln(1 + eˣ) = max(0, x) + ln(1 + e^(−|x|))`
 *
 * The second form is the one computed: it neither overflows on the right nor loses digits on the left.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example No overflow at either end
 * ```ts
 * import { softplus, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(softplus(tensor([-1000, 1000])).toArray(), [0, 1000]);
 * ```
 */
export function softplus(x: TensorLike): Tensor {
  return apply(softplusOp, [x]);
}
