/**
 * The identity.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link identity}. */
export const identityOp: Op<Unary> = /* @__PURE__ */ linear<Unary>({
  name: "identity",
  shape: ([shape]) => shape!,
  view: (x) => ({ strides: x.strides, offset: x.offset }),
  transpose: [(g) => g],
});

/**
 * The same tensor as another node of the graph: what a derivative is taken with respect to. Copies nothing. 恒等
 *
 * @param x Any shape
 * @returns The same values and the same gradients
 *
 * @example Its derivative
 * ```ts
 * import { identity, tensor } from "@chainrule/tensor";
 * import { grad } from "@chainrule/autograd";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(grad((x) => identity(x))(tensor(3)).item(), 1);
 * ```
 */
export function identity(x: TensorLike): Tensor {
  return apply(identityOp, [x]);
}
