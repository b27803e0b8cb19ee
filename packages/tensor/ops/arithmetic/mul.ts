/**
 * Multiplication.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link mul}. */
export const mulOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "mul",
  expression: (k, [a, b]) => k.mul(a, b),
  dtype: (dtypes) => numericResult("mul", dtypes),
  partials: [([, b]) => b, ([a]) => a],
});

/**
 * Multiplies element by element. 逐元素乘法
 *
 * Formula: `a ⊙ b`
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns The product, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Scaling rows
 * ```ts
 * import { mul, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(mul(tensor([[1, 2], [3, 4]]), tensor([[10], [100]])).toArray(), [[10, 20], [300, 400]]);
 * ```
 */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  return apply(mulOp, [a, b]);
}
