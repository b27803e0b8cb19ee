/**
 * Tensors filled with one value, in the shape and dtype of another.
 *
 * @module
 */
import type { Tensor } from "../core/tensor.ts";
import type { Variable } from "../core/variable.ts";
import { ones, zeros } from "./full.ts";

/**
 * Zeros in the shape and dtype of `x`. 同形全零张量
 *
 * @param x The model
 * @returns The tensor
 *
 * @example As many zeros
 * ```ts
 * import { tensor, zerosLike } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(zerosLike(tensor([1, 2])).toArray(), [0, 0]);
 * ```
 */
export function zerosLike(x: Tensor | Variable): Tensor {
  return zeros(x.shape, x.dtype);
}

/**
 * Ones in the shape and dtype of `x`. 同形全一张量
 *
 * @param x The model
 * @returns The tensor
 *
 * @example As many ones
 * ```ts
 * import { onesLike, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(onesLike(tensor([1, 2])).toArray(), [1, 1]);
 * ```
 */
export function onesLike(x: Tensor | Variable): Tensor {
  return ones(x.shape, x.dtype);
}
