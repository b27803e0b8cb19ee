/**
 * The cosine.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { sin } from "./sin.ts";

/** The record of {@link cos}. */
export const cosOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "cos",
  expression: (k, [x]) => k.cos(x),
  dtype: (dtypes) => floatResult("cos", dtypes),
  partials: [([x]) => sin(x).neg()],
});

/**
 * The cosine of each element, in radians. Integers give float32. 余弦
 *
 * Formula: `cos x`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Half a turn
 * ```ts
 * import { cos, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(cos(tensor(Math.PI, "float64")).item(), -1);
 * ```
 */
export function cos(x: TensorLike): Tensor {
  return apply(cosOp, [x]);
}
