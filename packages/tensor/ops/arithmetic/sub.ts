/**
 * Subtraction.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link sub}. */
export const subOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "sub",
  expression: (k, [a, b]) => k.sub(a, b),
  dtype: (dtypes) => numericResult("sub", dtypes),
  partials: [() => 1, () => -1],
});

/**
 * Subtracts element by element. 减法
 *
 * Formula: `a − b`
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns The difference, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Distances from a number
 * ```ts
 * import { sub, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sub(1, tensor([0.25, 0.5])).toArray(), [0.75, 0.5]);
 * ```
 */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  return apply(subOp, [a, b]);
}
