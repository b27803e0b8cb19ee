/**
 * Transposing matrices.
 *
 * @module
 */
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { permute } from "./permute.ts";

/**
 * Swaps the last two axes. Copies nothing; a matrix product reads the result through its strides. 转置
 *
 * Formula: `Xᵀ`
 *
 * @param x At least two axes; leading ones are a batch
 * @returns A view of `x`
 * @throws {ShapeError} When there are fewer than two axes
 *
 * @example A matrix
 * ```ts
 * import { tensor, transpose } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(transpose(tensor([[1, 2, 3], [4, 5, 6]])).toArray(), [[1, 4], [2, 5], [3, 6]]);
 * ```
 */
export function transpose(x: TensorLike): Tensor {
  const shape = shapeOf(x);
  const rank = shape.length;
  if (rank < 2) {
    throw new ShapeError(
      "transpose",
      [shape],
      "Cannot transpose x as it must have at least two axes",
    );
  }
  const axes = [...shape.keys()];
  return permute(x, [...axes.slice(0, -2), rank - 1, rank - 2]);
}
