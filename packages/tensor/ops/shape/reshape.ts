/**
 * Changing the shape.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { formatShape, sizeOf } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { moveCalls } from "./move_calls.ts";

/** The record of {@link reshape}. */
export const reshapeOp: Op<Unary, { readonly shape: Shape }> = /* @__PURE__ */ linear<
  Unary,
  { readonly shape: Shape }
>({
  name: "reshape",
  shape: ([from], { shape }) => completed(from!, shape),
  compute: ([x]) => x.data,
  lower: ({ inputs: [x], output }) => moveCalls({ ...x, shape: output.shape, strides: output.strides }, output),
  transpose: [(g, [x]) => reshape(g, x.shape)],
});

/**
 * The same elements, in row-major order, under another shape. Copies nothing where the elements lie in order. 变形
 *
 * @param x Any shape
 * @param shape As many elements; one length may be −1 and is then worked out
 * @returns The reshaped tensor
 * @throws {ShapeError} When the numbers of elements differ
 *
 * @example A vector as a matrix
 * ```ts
 * import { reshape, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reshape(tensor([1, 2, 3, 4]), [2, -1]).toArray(), [[1, 2], [3, 4]]);
 * ```
 */
export function reshape(x: TensorLike, shape: Shape): Tensor {
  return apply(reshapeOp, [x], { shape: [...shape] });
}

function completed(from: Shape, to: Shape): Shape {
  const wildcard = to.indexOf(-1);
  const known = sizeOf(to.filter((_, axis) => axis !== wildcard));
  const size = sizeOf(from);
  const shape = wildcard === -1 ? to : to.with(wildcard, known === 0 ? 0 : size / known);
  const valid = shape.every((length) => Number.isInteger(length) && length >= 0);
  if (!valid || sizeOf(shape) !== size) {
    throw new ShapeError(
      "reshape",
      [from],
      `Cannot reshape x to ${formatShape(to)} as the number of elements must stay ${size}`,
    );
  }
  return shape;
}
