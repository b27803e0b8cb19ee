/**
 * The sign.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link sign}. */
export const signOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "sign",
  expression: (k, [x]) => k.sign(x),
  dtype: (dtypes) => numericResult("sign", dtypes),
  partials: [() => 0],
});

/**
 * The sign of each element: −1, 0 or 1. 符号函数
 *
 * Its derivative is 0 everywhere, also at the jump.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Three signs
 * ```ts
 * import { sign, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sign(tensor([-2.5, 0, 3])).toArray(), [-1, 0, 1]);
 * ```
 */
export function sign(x: TensorLike): Tensor {
  return apply(signOp, [x]);
}
