/**
 * Diagonals.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { reshape } from "../shape/reshape.ts";
import { slice } from "../shape/slice.ts";

/**
 * The main diagonal of a square matrix. 对角线
 *
 * Formula: `y[…, n] = x[…, n, n]`
 *
 * @param x Shape `[..., N, N]`; leading axes are a batch
 * @returns Shape `[..., N]`
 * @throws {ShapeError} When the last two axes are not equally long
 *
 * @example Of a matrix
 * ```ts
 * import { diagonal, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(diagonal(tensor([[1, 2], [3, 4]])).toArray(), [1, 4]);
 * ```
 */
export function diagonal(x: TensorLike): Tensor {
  const shape = shapeOf(x);
  const length = shape.at(-1);
  if (shape.length < 2 || length !== shape.at(-2)) {
    throw new ShapeError(
      "diagonal",
      [shape],
      "Cannot take the diagonal of x as its last two axes must have one length",
    );
  }
  const batch = shape.slice(0, -2);
  return scope("diagonal", () => {
    const rows = reshape(x, [...batch, length! * length!]);
    const steps = [...batch.map(() => 1), length! + 1];
    return slice(rows, [], [], steps);
  });
}
