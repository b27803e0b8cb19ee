/**
 * The tangent.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { square } from "./square.ts";

/** The record of {@link tan}. */
export const tanOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "tan",
  expression: (k, [x]) => k.tan(x),
  dtype: (dtypes) => floatResult("tan", dtypes),
  partials: [(_, y) => square(y).add(1)],
});

/**
 * The tangent of each element, in radians. Integers give float32. 正切
 *
 * Formula: `tan x = sin x / cos x`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example An eighth of a turn
 * ```ts
 * import { tan, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(tan(tensor(Math.PI / 4, "float64")).item(), 1);
 * ```
 */
export function tan(x: TensorLike): Tensor {
  return apply(tanOp, [x]);
}
