/**
 * Repeating along axes of length 1.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import { ShapeError } from "../../core/errors.ts";
import { broadcastStrides } from "../../core/evaluate.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { checkShape, formatShape } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { sumTo } from "../reduction/sum_to.ts";

/** The record of {@link broadcastTo}. */
export const broadcastToOp: Op<Unary, { readonly shape: Shape }> = /* @__PURE__ */ linear<
  Unary,
  { readonly shape: Shape }
>({
  name: "broadcastTo",
  shape: ([from], { shape }) => {
    const shift = shape.length - from!.length;
    if (
      shift < 0 ||
      from!.some((length, axis) => length !== 1 && length !== shape[shift + axis])
    ) {
      throw new ShapeError(
        "broadcastTo",
        [from!],
        `Cannot broadcastTo x to ${formatShape(shape)} as each axis must match or be 1, aligned at the last axis`,
      );
    }
    return shape;
  },
  view: (x, _attributes, shape) => ({
    strides: broadcastStrides(x, shape),
    offset: x.offset,
  }),
  transpose: [(g, [x]) => sumTo(g, x.shape)],
});

/**
 * Repeats a tensor along new axes and along axes of length 1. Copies nothing. 广播
 *
 * @param x A shape that broadcasts to `shape`
 * @param shape The shape to reach
 * @returns A view of `x`
 * @throws {ShapeError} When `x` does not broadcast to `shape`
 *
 * @example A row, three times
 * ```ts
 * import { broadcastTo, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(broadcastTo(tensor([1, 2]), [3, 2]).toArray(), [[1, 2], [1, 2], [1, 2]]);
 * ```
 */
export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  checkShape("broadcastTo", shape);
  return apply(broadcastToOp, [x], { shape: [...shape] });
}
