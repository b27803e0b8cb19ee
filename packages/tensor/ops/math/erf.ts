/**
 * The error function.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { exp } from "./exp.ts";
import { square } from "./square.ts";

/** The record of {@link erf}. */
export const erfOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "erf",
  expression: (k, [x]) => k.erf(x),
  dtype: (dtypes) => floatResult("erf", dtypes),
  partials: [([x]) => mul(2 / Math.sqrt(Math.PI), exp(square(x).neg()))],
});

/**
 * The error function of each element. Integers give float32. 误差函数
 *
 * Formula: `erf(x) = 2/√π ∫₀ˣ e^(−t²) dt`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example The share of a normal distribution within one standard deviation
 * ```ts
 * import { erf, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(erf(tensor(Math.SQRT1_2, "float64")).item(), 0.6826894921370859);
 * ```
 */
export function erf(x: TensorLike): Tensor {
  return apply(erfOp, [x]);
}
