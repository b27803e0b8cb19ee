/**
 * Inner products.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { reshape } from "../shape/reshape.ts";
import { matmul } from "./matmul.ts";

/**
 * The inner product of two vectors. The sum is kept in float64. 内积
 *
 * Formula: `Σ aₙ bₙ`
 *
 * @param a Shape `[N]`
 * @param b Shape `[N]`
 * @returns A scalar
 * @throws {ShapeError} When an operand is not a vector, or the lengths differ
 *
 * @example Of two vectors
 * ```ts
 * import { dot, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dot(tensor([1, 2]), tensor([3, 4])).item(), 11);
 * ```
 */
export function dot(a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = [shapeOf(a), shapeOf(b)];
  const [length] = left;
  if (left.length !== 1 || right.length !== 1 || length !== right[0]) {
    throw new ShapeError(
      "dot",
      [left, right],
      "Cannot dot a and b as both must be vectors of one length",
    );
  }
  return scope(
    "dot",
    () => reshape(matmul(reshape(a, [1, length!]), reshape(b, [length!, 1])), []),
  );
}
