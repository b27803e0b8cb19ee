/**
 * Reordering axes.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import { formatShape } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";

/** The record of {@link permute}. */
export const permuteOp: Op<Unary, { readonly order: readonly number[] }> = /* @__PURE__ */ linear<
  Unary,
  { readonly order: readonly number[] }
>({
  name: "permute",
  shape: ([shape], { order }) => {
    const sorted = order.map((axis) => axis < 0 ? axis + shape!.length : axis)
      .sort((a, b) => a - b);
    if (
      order.length !== shape!.length || sorted.some((axis, i) => axis !== i)
    ) {
      throw new ShapeError(
        "permute",
        [shape!],
        `Cannot permute x to order ${formatShape(order)} as the order must name each axis once`,
      );
    }
    return order.map((axis) => shape!.at(axis)!);
  },
  view: (x, { order }) => ({
    strides: order.map((axis) => x.strides.at(axis)!),
    offset: x.offset,
  }),
  transpose: [(g, [x], _y, { order }) => permute(g, inverse(order, x.rank))],
});

/**
 * Puts the axes into another order. Copies nothing. 维度重排
 *
 * @param x Any shape
 * @param order For each axis of the result, which axis of `x` it is; negative ones count from the back
 * @returns A view of `x`
 * @throws {ShapeError} When the order does not name each axis once
 *
 * @example Channels last
 * ```ts
 * import { permute, zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(permute(zeros([32, 3, 28, 28]), [0, 2, 3, 1]).shape, [32, 28, 28, 3]);
 * ```
 */
export function permute(x: TensorLike, order: readonly number[]): Tensor {
  return apply(permuteOp, [x], { order: [...order] });
}

function inverse(order: readonly number[], rank: number): number[] {
  const result = new Array<number>(rank);
  order.forEach((axis, position) => result[axis < 0 ? axis + rank : axis] = position);
  return result;
}
