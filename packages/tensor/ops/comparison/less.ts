/**
 * The comparison `a < b`.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { boolResult, elementwise } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link less}. */
export const lessOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "less",
  expression: (k, [a, b]) => k.less(a, b),
  dtype: (dtypes) => boolResult("less", dtypes),
  partials: { none: "truth values do not change by small amounts" },
});

/**
 * Compares element by element. NaN compares false. 小于
 *
 * Formula: `a < b`
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns Truth values (dtype `bool`), in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Three numbers against 2
 * ```ts
 * import { less, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(less(tensor([1, 2, 3]), 2).toArray(), [true, false, false]);
 * ```
 */
export function less(a: TensorLike, b: TensorLike): Tensor {
  return apply(lessOp, [a, b]);
}
