/**
 * Taking slices by index.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { gatherKernel } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate, bytesOf } from "../../core/dtype.ts";
import type { Site } from "../../core/lowering.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import { normalizeAxis, sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { around, indexCheckCalls, nanosecondsPerByte, nanosecondsPerIndex } from "./index_calls.ts";
import { alongAxis, asIndices, checkIndexDType, checkIndices, integers } from "./indices.ts";
import { scatterAdd } from "./scatter_add.ts";

/** The record of {@link gather}. */
export const gatherOp: Op<Binary, { readonly axis: number }> = /* @__PURE__ */ linear<
  Binary,
  { readonly axis: number }
>({
  name: "gather",
  shape: ([x, indices], { axis }) => [
    ...x!.slice(0, axis),
    ...indices!,
    ...x!.slice(axis + 1),
  ],
  dtype: ([x, indices], { axis }) => {
    checkIndexDType(`gather ${alongAxis(axis)}`, indices!);
    return x!;
  },
  compute: ([x, indices], { axis }) => {
    checkIndices(`gather ${alongAxis(axis)}`, indices, x.shape[axis]!);
    return gathered(x, indices.data, axis);
  },
  lower: gatherCalls,
  transpose: [
    (g, [x, indices], _y, { axis }) => scatterAdd(g, indices, x.shape[axis]!, axis),
    integers,
  ],
});

/**
 * Takes the slices of `x` that `indices` name, along one axis: row `i` of the result is row `indices[i]` of `x`. 按索引取值
 *
 * Formula: `y[…, n, …] = x[…, indices[n], …]`
 *
 * @param x At least one axis
 * @param indices Any shape, dtype int32, each in `[0, x.shape[axis])`
 * @param axis The axis that indices count along. @default 0
 * @returns The shape of `x` with the axis replaced by the shape of `indices`
 * @throws {RangeError} When an index is outside the axis
 * @throws {TypeError} When the indices are not of dtype int32
 *
 * @example Rows of an embedding table
 * ```ts
 * import { gather, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const table = tensor([[1, 2], [3, 4], [5, 6]]);
 * assertEquals(gather(table, tensor([2, 0, 2], "int32")).toArray(), [[5, 6], [1, 2], [5, 6]]);
 * ```
 */
export function gather(
  x: TensorLike,
  indices: TensorLike,
  axis = 0,
): Tensor {
  return apply(gatherOp, [x, asIndices(indices)], {
    axis: normalizeAxis("gather", axis, shapeOf(x).length),
  });
}

function gathered(x: Tensor, indices: Values, axis: number): Values {
  const { data, shape, dtype } = x;
  const outer = sizeOf(shape.slice(0, axis));
  const inner = sizeOf(shape.slice(axis + 1));
  const stride = shape[axis]! * inner;
  const out = allocate(dtype, outer * indices.length * inner);
  let to = 0;
  for (let o = 0; o < outer; o++) {
    for (let n = 0; n < indices.length; n++) {
      let from = o * stride + indices[n]! * inner;
      if (inner >= longRow) {
        out.set(data.subarray(from, from + inner), to);
        to += inner;
      } else for (const end = to + inner; to < end; to++) out[to] = data[from++]!;
    }
  }
  return out;
}

function gatherCalls(
  { attributes: { axis }, inputs: [x, indices], output }: Site<Binary, { readonly axis: number }>,
): readonly KernelCall[] {
  const [outer, size, inner] = around(x.shape, axis);
  const count = sizeOf(indices.shape);
  if (sizeOf(output.shape) === 0) return indexCheckCalls(indices, size);
  const bytes = inner * bytesOf(x.dtype);
  return [{
    kernel: gatherKernel(bytes),
    units: outer * count,
    nanoseconds: outer * count * (nanosecondsPerIndex + bytes * nanosecondsPerByte),
    arguments: [x.address, indices.address, output.address, count, size],
    mayFail: true,
  }];
}

/** From how many elements on a row is copied faster as one piece, for all that this costs to ask for. */
const longRow = 64;
