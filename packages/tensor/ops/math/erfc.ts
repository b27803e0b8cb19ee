/**
 * The complementary error function.
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

/** The record of {@link erfc}. */
export const erfcOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "erfc",
  expression: (k, [x]) => k.erfc(x),
  dtype: (dtypes) => floatResult("erfc", dtypes),
  partials: [([x]) => mul(-2 / Math.sqrt(Math.PI), exp(square(x).neg()))],
});

/**
 * The complementary error function of each element, accurate where `1 − erf(x)` would cancel. Integers give float32. 互补误差函数
 *
 * Formula: `erfc(x) = 1 − erf(x)`
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example A far tail
 * ```ts
 * import { erfc, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(erfc(tensor(10, "float64")).item() * 1e45, 2.088487583762545);
 * ```
 */
export function erfc(x: TensorLike): Tensor {
  return apply(erfcOp, [x]);
}
