/**
 * Where attention goes.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import type { Shape, Tensor } from "@chainrule/tensor";
import {
  arange,
  broadcastShapes,
  greaterEqual,
  logicalAnd,
  matmul,
  reshape,
  scope,
  ShapeError,
  transpose,
  where,
} from "@chainrule/tensor";
import { checkMask } from "./check_mask.ts";

/** How {@link attentionWeights} are computed. */
export interface AttentionOptions {
  /** True where a query may see a key; a shape that broadcasts to that of the weights. @default everything is seen */
  readonly mask?: Tensor;
  /** Whether query t sees no key after key t, the first of both being 0. @default false */
  readonly causal?: boolean;
  /** What products of queries and keys are multiplied by. @default 1 / √D */
  readonly scale?: number;
}

/**
 * How much each query attends to each key: what it shares out among them. 注意力权重
 *
 * Formula: `A = softmax(Q Kᵀ · scale)` along keys, where masked products count as −∞
 *
 * What a query may not see gets exactly 0. A query that may see nothing gets zeros throughout, and passes no gradients on.
 * Mask and `causal` hold both.
 *
 * | what | shape |
 * | --- | --- |
 * | `query` | `[..., T, D]` |
 * | `key` | `[..., S, D]` |
 * | weights | `[..., T, S]` |
 *
 * Source: Vaswani et al. (2017), Attention Is All You Need.
 *
 * @param query The queries
 * @param key The keys
 * @param options See {@link AttentionOptions}
 * @returns The weights; those of a query add up to 1
 * @throws {ShapeError} When queries and keys do not fit, or the mask does not broadcast
 * @throws {TypeError} When the mask is not of dtype bool
 * @throws {RangeError} When the scale is not finite
 *
 * @example Two steps, of which the first does not see the second
 * ```ts
 * import { attentionWeights } from "@chainrule/nn";
 * import { zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = zeros([2, 3]);
 * assertEquals(attentionWeights(x, x, { causal: true }).toArray(), [[1, 0], [0.5, 0.5]]);
 * ```
 */
export function attentionWeights(query: Tensor, key: Tensor, options: AttentionOptions = {}): Tensor {
  const shape = shapeOfWeights(query.shape, key.shape);
  const { scale = 1 / Math.sqrt(Math.max(1, query.shape.at(-1)!)) } = options;
  if (!Number.isFinite(scale)) {
    throw new RangeError(
      `Cannot take attentionWeights as the scale must be a finite number: current scale is ${scale}`,
    );
  }
  const visible = visibleAmong(shape, options);
  return scope("attentionWeights", () => {
    const scores = matmul(query.mul(scale), transpose(key));
    if (visible === null) return softmax(scores);
    // The lowest number rather than −Infinity: a query that sees nothing must not become NaN on the way to zeros.
    const seen = where(visible, scores, scores.dtype === "float64" ? -Number.MAX_VALUE : lowestFloat32);
    return where(visible, softmax(seen), 0);
  });
}

const lowestFloat32 = -(2 - 2 ** -23) * 2 ** 127;

/** Mask and order in one; null where everything is seen. */
function visibleAmong(shape: Shape, { mask, causal = false }: AttentionOptions): Tensor | null {
  if (mask !== undefined) checkMask("take attentionWeights", mask, shape);
  if (!causal) return mask ?? null;
  const [steps, keys] = shape.slice(-2) as [number, number];
  const step = reshape(arange(steps, undefined, { dtype: "int32" }), [steps, 1]);
  const past = greaterEqual(step, arange(keys, undefined, { dtype: "int32" }));
  return mask === undefined ? past : logicalAnd(mask, past);
}

function shapeOfWeights(query: Shape, key: Shape): Shape {
  const areMatrices = query.length >= 2 && key.length >= 2;
  if (!areMatrices || query.at(-1) !== key.at(-1)) {
    throw new ShapeError(
      "attentionWeights",
      [query, key],
      "Cannot take attentionWeights as query and key must have shapes [..., T, D] and [..., S, D]",
    );
  }
  const batch = broadcastShapes("attentionWeights", [query.slice(0, -2), key.slice(0, -2)]);
  return [...batch, query.at(-2)!, key.at(-2)!];
}
