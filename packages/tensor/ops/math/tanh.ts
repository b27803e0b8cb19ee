/**
 * The hyperbolic tangent.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { sub } from "../arithmetic/sub.ts";

/** The record of {@link tanh}. */
export const tanhOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "tanh",
  expression: (k, [x]) => k.tanh(x),
  dtype: (dtypes) => floatResult("tanh", dtypes),
  partials: [(_, y) => sub(1, mul(y, y))],
});

/**
 * The hyperbolic tangent of each element. Integers give float32. 双曲正切
 *
 * Formula: `(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example The middle and the far end
 * ```ts
 * import { tanh, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = tanh(tensor([0, 100], "float64")).data;
 * assertAlmostEquals(y[0]!, 0);
 * assertAlmostEquals(y[1]!, 1);
 * ```
 */
export function tanh(x: TensorLike): Tensor {
  return apply(tanhOp, [x]);
}
