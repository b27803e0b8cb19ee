/**
 * Joining along an axis.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Site } from "../../core/lowering.ts";
import type { Inputs, Op, Result, TensorLike } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { normalizeAxis, sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { moveCalls, shiftedBy } from "./move_calls.ts";
import { slice } from "./slice.ts";

/** The record of {@link concat}. */
export const concatOp: Op<Inputs, { readonly axis: number }> = /* @__PURE__ */ linear<
  Inputs,
  { readonly axis: number }
>({
  name: "concat",
  shape: (shapes, { axis }) => joinedShape(shapes, axis),
  compute: (xs, { axis }, result) => joined(xs, axis, result),
  lower: joinedParts,
  transpose: (g, xs, _y, { axis }, index) => {
    const before = lengthAlong(xs.slice(0, index), axis);
    const zeros = g.shape.map(() => 0);
    return slice(
      g,
      zeros.with(axis, before),
      g.shape.with(axis, before + xs[index]!.shape[axis]!),
    );
  },
});

/**
 * Joins tensors end to end along an axis that they have. 拼接
 *
 * @param xs At least one tensor; all lengths but those of the axis are equal
 * @param axis The axis to join along; a negative one counts from the back. @default 0
 * @returns The joined tensor
 * @throws {ShapeError} When lengths differ along another axis
 * @throws {RangeError} When there is nothing to join, or no such axis
 *
 * @example Features side by side
 * ```ts
 * import { concat, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = concat([tensor([[1], [2]]), tensor([[3, 4], [5, 6]])], 1);
 * assertEquals(x.toArray(), [[1, 3, 4], [2, 5, 6]]);
 * ```
 */
export function concat(xs: readonly TensorLike[], axis = 0): Tensor {
  const [first] = xs;
  if (first === undefined) {
    throw new RangeError(
      "Cannot concat xs as there must be at least one tensor: current list is empty",
    );
  }
  return apply(concatOp, xs, {
    axis: normalizeAxis("concat", axis, shapeOf(first).length),
  });
}

function joinedShape(shapes: readonly Shape[], axis: number): Shape {
  const first = shapes[0]!;
  const fits = (shape: Shape) =>
    shape.length === first.length &&
    shape.every((length, a) => a === axis || length === first[a]);
  if (!shapes.every(fits)) {
    throw new ShapeError(
      "concat",
      shapes,
      `Cannot concat ${shapes.length} tensors along axis ${axis} as all other axes must have equal lengths`,
    );
  }
  const length = shapes.reduce((total, shape) => total + shape[axis]!, 0);
  return first.with(axis, length);
}

function joined(xs: Inputs, axis: number, { shape, dtype }: Result): Values {
  const out = allocate(dtype, sizeOf(shape));
  const outer = sizeOf(shape.slice(0, axis));
  const row = sizeOf(shape.slice(axis));
  let column = 0;
  for (const x of xs) {
    const { data } = x;
    const width = sizeOf(x.shape.slice(axis));
    for (let o = 0; o < outer; o++) {
      out.set(data.subarray(o * width, (o + 1) * width), o * row + column);
    }
    column += width;
  }
  return out;
}

/** Each input to its part of the output. */
function joinedParts({ attributes: { axis }, inputs, output }: Site<Inputs, { readonly axis: number }>): KernelCall[] {
  let before = 0;
  return inputs.flatMap((x) => {
    const part = { ...output, shape: x.shape, address: shiftedBy(output, before * output.strides[axis]!) };
    before += x.shape[axis]!;
    return moveCalls(x, part);
  });
}

function lengthAlong(xs: Inputs, axis: number): number {
  return xs.reduce((total, x) => total + x.shape[axis]!, 0);
}
