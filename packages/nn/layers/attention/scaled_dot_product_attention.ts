/**
 * Attention by scaled products.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { matmul, scope, ShapeError } from "@chainrule/tensor";
import type { AttentionOptions } from "./attention_weights.ts";
import { attentionWeights } from "./attention_weights.ts";

/**
 * Means of values, weighted for each query by how well their keys fit it. 缩放点积注意力
 *
 * Formula: `Y = softmax(Q Kᵀ / √D) V`
 *
 * A query that may see no key gets zeros. Hidden values must be finite all the same: they are multiplied by 0.
 *
 * | what | shape |
 * | --- | --- |
 * | `query` | `[..., T, D]` |
 * | `key` | `[..., S, D]` |
 * | `value` | `[..., S, E]` |
 * | result | `[..., T, E]` |
 *
 * Source: Vaswani et al. (2017), Attention Is All You Need.
 *
 * @param query The queries
 * @param key The keys
 * @param value A value for each key
 * @param options A mask, order, and another scale; see {@link AttentionOptions}
 * @returns For each query the weighted mean of the values
 * @throws {ShapeError} When shapes do not fit
 * @throws {TypeError} When the mask is not of dtype bool
 * @throws {RangeError} When the scale is not finite
 *
 * @example A query that fits one of two keys far better
 * ```ts
 * import { scaledDotProductAttention } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const y = scaledDotProductAttention(tensor([[100, 0]]), tensor([[1000, 0], [0, 1000]]), tensor([[7], [-7]]));
 * assertEquals(y.toArray(), [[7]]);
 * ```
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options: AttentionOptions = {},
): Tensor {
  if (value.rank < 2 || value.shape.at(-2) !== key.shape.at(-2)) {
    throw new ShapeError(
      "scaledDotProductAttention",
      [key.shape, value.shape],
      "Cannot take scaledDotProductAttention as there must be one value for each key",
    );
  }
  return scope("scaledDotProductAttention", () => matmul(attentionWeights(query, key, options), value));
}
