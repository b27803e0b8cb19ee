/**
 * Addition.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, numericResult } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link add}. */
export const addOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "add",
  expression: (k, [a, b]) => k.add(a, b),
  dtype: (dtypes) => numericResult("add", dtypes),
  partials: [() => 1, () => 1],
});

/**
 * Adds element by element. 加法
 *
 * Formula: `a + b`
 *
 * @param a Any shape
 * @param b A shape that broadcasts with that of `a`
 * @returns The sum, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Adding a row to each row of a matrix
 * ```ts
 * import { add, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(add(tensor([[1, 2], [3, 4]]), tensor([10, 20])).toArray(), [[11, 22], [13, 24]]);
 * ```
 */
export function add(a: TensorLike, b: TensorLike): Tensor {
  return apply(addOp, [a, b]);
}
