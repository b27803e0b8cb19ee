/**
 * The comparison `a = b`.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { boolResult, elementwise } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link equal}. */
export const equalOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "equal",
  expression: (k, [a, b]) => k.equal(a, b),
  dtype: (dtypes) => boolResult("equal", dtypes),
  partials: { none: "truth values do not change by small amounts" },
});

/**
 * Compares element by element. NaN compares false. 等于
 *
 * Formula: `a = b`
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns Truth values (dtype `bool`), in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Three numbers against 2
 * ```ts
 * import { equal, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(equal(tensor([1, 2, 3]), 2).toArray(), [false, true, false]);
 * ```
 */
export function equal(a: TensorLike, b: TensorLike): Tensor {
  return apply(equalOp, [a, b]);
}
