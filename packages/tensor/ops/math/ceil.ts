/**
 * Rounding up.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link ceil}. */
export const ceilOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "ceil",
  expression: (k, [x]) => k.ceil(x),
  dtype: (dtypes) => numericResult("ceil", dtypes),
  partials: [() => 0],
});

/**
 * The smallest whole number that is not below each element. 向上取整
 *
 * Formula: `⌈x⌉`
 *
 * The derivative is 0, also at the jumps, as for `sign`: that is its value almost everywhere, and a gradient that is zero says so. Write
 * `x.add(ceil(x).sub(x).detach())` to let gradients pass as if nothing was rounded.
 *
 * @param x Any shape
 * @returns The same shape
 *
 * @example Both signs
 * ```ts
 * import { ceil, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ceil(tensor([-1.5, 2.5])).toArray(), [-1, 3]);
 * ```
 */
export function ceil(x: TensorLike): Tensor {
  return apply(ceilOp, [x]);
}
