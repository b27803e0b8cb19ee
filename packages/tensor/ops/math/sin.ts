/**
 * The sine.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { cos } from "./cos.ts";

/** The record of {@link sin}. */
export const sinOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "sin",
  expression: (k, [x]) => k.sin(x),
  dtype: (dtypes) => floatResult("sin", dtypes),
  partials: [([x]) => cos(x)],
});

/**
 * The sine of each element, in radians. Integers give float32. 正弦
 *
 * Formula: `sin x`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example A quarter turn
 * ```ts
 * import { sin, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(sin(tensor(Math.PI / 2, "float64")).item(), 1);
 * ```
 */
export function sin(x: TensorLike): Tensor {
  return apply(sinOp, [x]);
}
