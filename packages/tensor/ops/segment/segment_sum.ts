/**
 * Sums over segments.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { scatterAdd } from "../indexing/scatter_add.ts";

/**
 * Adds up the rows of each segment, in the order in which they come: the transpose of `gather`. Empty segments give 0. 分段求和
 *
 * Formula: `yₖ = Σ values[n] over all n with ids[n] = k`
 *
 * @param values Shape `[N, ...]`
 * @param ids The segment of each row, in any order, shape `[N]`, dtype int32
 * @param numberOfSegments The number of segments K
 * @returns Shape `[K, ...]`
 * @throws {RangeError} When an id is outside `[0, K)`
 * @throws {ShapeError} When there is not one id for each row
 *
 * @example Messages at two nodes
 * ```ts
 * import { segmentSum, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const messages = tensor([[1, 2], [3, 4], [5, 6]]);
 * const targets = tensor([1, 0, 1], "int32");
 * assertEquals(segmentSum(messages, targets, 2).toArray(), [[3, 4], [6, 8]]);
 * ```
 */
export function segmentSum(
  values: TensorLike,
  ids: TensorLike,
  numberOfSegments: number,
): Tensor {
  return scope("segmentSum", () => scatterAdd(values, ids, numberOfSegments));
}
