/**
 * Tensors filled with one value.
 *
 * @module
 */
import type { DType } from "../core/dtype.ts";
import { allocate } from "../core/dtype.ts";
import type { Shape } from "../core/shape.ts";
import { checkShape, sizeOf } from "../core/shape.ts";
import type { Tensor } from "../core/tensor.ts";
import { fromValues } from "../core/tensor.ts";

/**
 * A tensor filled with one value. 填充张量
 *
 * @param shape The shape
 * @param value The value of every element
 * @param dtype The dtype. @default "float32"
 * @returns The tensor
 * @throws {RangeError} When a length is not a whole number from 0
 *
 * @example Halves
 * ```ts
 * import { full } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(full([2], 0.5).toArray(), [0.5, 0.5]);
 * ```
 */
export function full(
  shape: Shape,
  value: number,
  dtype: DType = "float32",
): Tensor {
  checkShape("fill", shape);
  return fromValues(
    allocate(dtype, sizeOf(shape)).fill(value),
    [...shape],
    dtype,
  );
}

/**
 * A tensor of zeros. 全零张量
 *
 * @param shape The shape
 * @param dtype The dtype. @default "float32"
 * @returns The tensor
 * @throws {RangeError} When a length is not a whole number from 0
 *
 * @example Three zeros
 * ```ts
 * import { zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(zeros([3]).toArray(), [0, 0, 0]);
 * ```
 */
export function zeros(shape: Shape, dtype: DType = "float32"): Tensor {
  return full(shape, 0, dtype);
}

/**
 * A tensor of ones. 全一张量
 *
 * @param shape The shape
 * @param dtype The dtype. @default "float32"
 * @returns The tensor
 * @throws {RangeError} When a length is not a whole number from 0
 *
 * @example Two ones
 * ```ts
 * import { ones } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ones([2], "int32").toArray(), [1, 1]);
 * ```
 */
export function ones(shape: Shape, dtype: DType = "float32"): Tensor {
  return full(shape, 1, dtype);
}
