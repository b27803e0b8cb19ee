/**
 * One-hot vectors.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import { oneHotKernel } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import type { DType } from "../../core/dtype.ts";
import { allocate, bytesOf } from "../../core/dtype.ts";
import type { Site } from "../../core/lowering.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import { checkShape, sizeOf } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { indexCheckCalls, nanosecondsPerByte, nanosecondsPerIndex } from "./index_calls.ts";
import { asIndices, checkIndexDType, checkIndices, integers } from "./indices.ts";

/** How many classes there are, and the dtype of the result. */
export interface OneHot {
  /** The number of classes. */
  readonly depth: number;
  /** The dtype of the result. */
  readonly dtype: DType;
}

/** The record of {@link oneHot}. */
export const oneHotOp: Op<Unary, OneHot> = {
  name: "oneHot",
  shape: ([indices], { depth }) => [...indices!, depth],
  dtype: ([indices], { dtype }) => {
    checkIndexDType("oneHot labels", indices!);
    return dtype;
  },
  compute: ([indices], { depth }, { shape, dtype }) => {
    checkIndices("oneHot labels", indices, depth);
    const out = allocate(dtype, sizeOf(shape));
    indices.data.forEach((index, row) => out[row * depth + index] = 1);
    return out;
  },
  lower: oneHotCalls,
  vjp: integers,
  jvp: integers,
};

/**
 * Writes each index as a vector with a 1 at its place and 0 elsewhere. 独热编码
 *
 * Formula: `y[…, k] = 1 if indices[…] = k, otherwise 0`
 *
 * @param indices Any shape, dtype int32, each in `[0, depth)`
 * @param depth The number of classes C
 * @param dtype The dtype of the result. @default "float32"
 * @returns The shape of `indices` with one more axis, of length C
 * @throws {RangeError} When an index is outside `[0, depth)`
 * @throws {TypeError} When the indices are not of dtype int32
 *
 * @example Three labels out of three classes
 * ```ts
 * import { oneHot, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = tensor([0, 2, 1], "int32");
 * assertEquals(oneHot(labels, 3).toArray(), [[1, 0, 0], [0, 0, 1], [0, 1, 0]]);
 * ```
 */
export function oneHot(
  indices: TensorLike,
  depth: number,
  dtype: DType = "float32",
): Tensor {
  checkShape("oneHot into", [depth]);
  return apply(oneHotOp, [asIndices(indices)], { depth, dtype });
}

function oneHotCalls(
  { attributes: { depth, dtype }, inputs: [indices], output }: Site<Unary, OneHot>,
): readonly KernelCall[] {
  if (sizeOf(output.shape) === 0) return indexCheckCalls(indices, depth);
  const count = sizeOf(indices.shape);
  return [{
    kernel: oneHotKernel(dtype),
    units: count,
    nanoseconds: count * (nanosecondsPerIndex + depth * bytesOf(dtype) * nanosecondsPerByte),
    arguments: [indices.address, output.address, depth],
    mayFail: true,
  }];
}
