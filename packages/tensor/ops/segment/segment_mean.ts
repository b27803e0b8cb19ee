/**
 * Means over segments.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { ones } from "../../creation/full.ts";
import { div } from "../arithmetic/div.ts";
import { equal } from "../comparison/equal.ts";
import { where } from "../comparison/where.ts";
import { scatterAdd } from "../indexing/scatter_add.ts";
import { reshape } from "../shape/reshape.ts";

/**
 * The mean of the rows of each segment. Empty segments give 0; integers give float32. 分段均值
 *
 * Formula: `yₖ = (1/Nₖ) Σ values[n] over all n with ids[n] = k`
 *
 * @param values Shape `[N, ...]`
 * @param ids The segment of each row, in any order, shape `[N]`, dtype int32
 * @param numberOfSegments The number of segments K
 * @returns Shape `[K, ...]`
 * @throws {RangeError} When an id is outside `[0, K)`
 * @throws {ShapeError} When there is not one id for each row
 *
 * @example The mean message at each of three nodes
 * ```ts
 * import { segmentMean, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const messages = tensor([1, 3, 5]);
 * const targets = tensor([1, 0, 1], "int32");
 * assertEquals(segmentMean(messages, targets, 3).toArray(), [3, 3, 0]);
 * ```
 */
export function segmentMean(
  values: TensorLike,
  ids: TensorLike,
  numberOfSegments: number,
): Tensor {
  return scope("segmentMean", () => {
    const totals = scatterAdd(values, ids, numberOfSegments);
    const counts = scatterAdd(
      ones(shapeOf(ids), "int32"),
      ids,
      numberOfSegments,
    );
    const divisors = where(equal(counts, 0), 1, counts);
    const column = totals.shape.map((length, axis) => axis === 0 ? length : 1);
    return div(totals, reshape(divisors, column));
  });
}
