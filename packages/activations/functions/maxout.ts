/**
 * The Maxout unit.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { max } from "@chainrule/tensor";

/** Options of {@link maxout}. */
export interface MaxoutOptions {
  /** Which axis of the net inputs counts the pieces. @default 1 */
  readonly axis?: number;
}

/**
 * The greatest of K net inputs a unit: a convex function in K straight pieces, learnt with the weights. Maxout 单元
 *
 * Formula (§4.1.5): `max_k z_k`, with `z_k = w_k·x + b_k`
 *
 * Pieces that tie share the gradient equally. The layer with the weights is `Maxout` of `@chainrule/nn`. Source: Goodfellow,
 * Warde-Farley, Mirza, Courville and Bengio (2013), "Maxout networks".
 *
 * @param z Net inputs, shape `[N, K, M]`
 * @param options Which axis counts the pieces
 * @returns Shape `[N, M]`
 * @throws {RangeError} When the axis does not exist, or there are no pieces
 *
 * @example |x| from two pieces, x and −x
 * ```ts
 * import { maxout } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[-3], [2]]);
 * assertEquals(maxout(x.mul(tensor([1, -1]))).toArray(), [3, 2]);
 * ```
 */
export function maxout(z: TensorLike, { axis = 1 }: MaxoutOptions = {}): Tensor {
  return max(z, { axis });
}
