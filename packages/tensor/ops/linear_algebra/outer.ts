/**
 * Outer products.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import { ShapeError } from "../../core/errors.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { expandDims } from "../shape/expand_dims.ts";

/**
 * The products of each element of one vector with each of another. 外积
 *
 * Formula: `C[i, j] = aᵢ bⱼ`
 *
 * @param a Shape `[N]`
 * @param b Shape `[M]`
 * @returns Shape `[N, M]`
 * @throws {ShapeError} When an operand is not a vector
 *
 * @example Of two vectors
 * ```ts
 * import { outer, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(outer(tensor([1, 2]), tensor([3, 4])).toArray(), [[3, 4], [6, 8]]);
 * ```
 */
export function outer(a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = [shapeOf(a), shapeOf(b)];
  if (left.length !== 1 || right.length !== 1) {
    throw new ShapeError(
      "outer",
      [left, right],
      "Cannot outer a and b as both must be vectors",
    );
  }
  return scope("outer", () => mul(expandDims(a, 1), expandDims(b, 0)));
}
