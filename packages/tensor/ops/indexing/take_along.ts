/**
 * Taking elements by an index for each.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { addAlongKernel, takeAlongKernel } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import { allocate, bytesOf } from "../../core/dtype.ts";
import type { DType } from "../../core/dtype.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Site } from "../../core/lowering.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { normalizeAxis, sameShape, sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { around, indexCheckCalls, nanosecondsPerByte, nanosecondsPerIndex } from "./index_calls.ts";
import { asIndices, checkIndexDType, checkIndices, integers } from "./indices.ts";
import type { Scattered } from "./scatter_add.ts";

/** The record of {@link takeAlong}. */
export const takeAlongOp: Op<Binary, { readonly axis: number }> = /* @__PURE__ */ linear<
  Binary,
  { readonly axis: number }
>({
  name: "takeAlong",
  shape: ([x, indices], { axis }) => takenShape(x!, indices!, axis),
  dtype: ([x, indices], { axis }) => indexedDType("takeAlong", x!, indices!, axis),
  compute: ([x, indices], { axis }) => {
    checkIndices(`takeAlong axis ${axis}`, indices, x.shape[axis]!);
    const out = allocate(x.dtype, indices.size);
    const { data } = x;
    forEachPlace(indices, axis, x.shape[axis]!, (n, place) => out[n] = data[place]!);
    return out;
  },
  lower: takeAlongCalls,
  transpose: [
    (g, [x, indices], _y, { axis }) => apply(addAlongOp, [g, indices], { axis, size: x.shape[axis]! }),
    integers,
  ],
});

/** The transpose of `takeAlong`: adds each element up at the place that its index names. */
export const addAlongOp: Op<Binary, Scattered> = /* @__PURE__ */ linear<Binary, Scattered>({
  name: "addAlong",
  shape: ([x, indices], { axis, size }) => {
    if (!sameShape(x!, indices!)) {
      throw new ShapeError(
        "addAlong",
        [x!, indices!],
        "Cannot addAlong x by indices as both must have one shape",
      );
    }
    return x!.with(axis, size);
  },
  dtype: ([x, indices], { axis }) => indexedDType("addAlong", x!, indices!, axis),
  compute: ([x, indices], { axis, size }, { shape, dtype }) => {
    checkIndices(`addAlong axis ${axis}`, indices, size);
    const out = allocate(dtype, sizeOf(shape));
    const { data } = x;
    forEachPlace(indices, axis, size, (n, place) => out[place]! += data[n]!);
    return out;
  },
  lower: addAlongCalls,
  transpose: [
    (g, [, indices], _y, { axis }) => takeAlong(g, indices, axis),
    integers,
  ],
});

/**
 * Takes one element for each index, along one axis: `gather` of PyTorch, `take_along_axis` of NumPy. 按维取值
 *
 * Formula for a matrix and axis 1: `y[n, m] = x[n, indices[n, m]]`
 *
 * @param x At least one axis
 * @param indices The shape of `x` but for the length of the axis, dtype int32, each in `[0, x.shape[axis])`
 * @param axis The axis that indices count along; a negative one counts from the back. @default -1
 * @returns The shape of `indices`
 * @throws {ShapeError} When shapes differ along another axis
 * @throws {RangeError} When an index is outside the axis
 * @throws {TypeError} When the indices are not of dtype int32
 *
 * @example The score of the right class of each sample
 * ```ts
 * import { takeAlong, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const scores = tensor([[1, 2, 3], [4, 5, 6]]);
 * const labels = tensor([[2], [0]], "int32");
 * assertEquals(takeAlong(scores, labels).toArray(), [[3], [4]]);
 * ```
 */
export function takeAlong(
  x: TensorLike,
  indices: TensorLike,
  axis = -1,
): Tensor {
  return apply(takeAlongOp, [x, asIndices(indices)], {
    axis: normalizeAxis("takeAlong", axis, shapeOf(x).length),
  });
}

function indexedDType(op: string, x: DType, indices: DType, axis: number): DType {
  checkIndexDType(`${op} axis ${axis}`, indices);
  return x;
}

function takenShape(x: Shape, indices: Shape, axis: number): Shape {
  if (sameShape(indices, x.with(axis, indices[axis] ?? 0))) return indices;
  throw new ShapeError(
    "takeAlong",
    [x, indices],
    `Cannot takeAlong x by indices as both must have equal lengths except along axis ${axis}`,
  );
}

/** Calls `visit` for each index with its position and the place in `x` that it stands for. */
function forEachPlace(
  indices: Tensor,
  axis: number,
  length: number,
  visit: (position: number, place: number) => void,
): void {
  const { data, shape } = indices;
  const inner = sizeOf(shape.slice(axis + 1));
  const block = shape[axis]! * inner;
  for (let n = 0; n < data.length; n++) {
    const row = Math.floor(n / block) * length + data[n]!;
    visit(n, row * inner + n % inner);
  }
}

function takeAlongCalls(
  { attributes: { axis }, inputs: [x, indices], output }: Site<Binary, { readonly axis: number }>,
): readonly KernelCall[] {
  const [outer, count, inner] = around(indices.shape, axis);
  if (sizeOf(indices.shape) === 0) return [];
  return [{
    kernel: takeAlongKernel(bytesOf(x.dtype)),
    units: outer * count,
    nanoseconds: outer * count * inner * 2 * nanosecondsPerIndex,
    arguments: [x.address, indices.address, output.address, count, x.shape[axis]!, inner],
    mayFail: true,
  }];
}

function addAlongCalls(
  { attributes: { axis, size }, inputs: [x, indices], output }: Site<Binary, Scattered>,
): readonly KernelCall[] | null {
  const [outer, count, inner] = around(indices.shape, axis);
  if (x.dtype === "bool") return null;
  if (sizeOf(output.shape) === 0) return indexCheckCalls(indices, size);
  return [{
    kernel: addAlongKernel(x.dtype),
    units: outer,
    nanoseconds: outer * inner * (count * 2 * nanosecondsPerIndex + size * bytesOf(x.dtype) * nanosecondsPerByte),
    arguments: [x.address, indices.address, output.address, count, size, inner],
    mayFail: true,
  }];
}
