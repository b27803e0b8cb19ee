/**
 * Softmax over segments.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { div } from "../arithmetic/div.ts";
import { sub } from "../arithmetic/sub.ts";
import { equal } from "../comparison/equal.ts";
import { where } from "../comparison/where.ts";
import { stopGradient } from "../gradient/stop_gradient.ts";
import { gather } from "../indexing/gather.ts";
import { exp } from "../math/exp.ts";
import { segmentMax } from "./segment_max.ts";
import { segmentSum } from "./segment_sum.ts";

/**
 * The softmax of the rows of each segment, column by column: positive weights that add up to 1 in every segment that has rows. Safe
 * from overflow. 分段 softmax
 *
 * Formula: `yₙ = exp(sₙ) / Σ exp(sₘ) over all m with ids[m] = ids[n]`
 *
 * Scores of −Infinity give 0, also where a segment has no others.
 *
 * @param scores Shape `[N, ...]`
 * @param ids The segment of each row, in any order, shape `[N]`, dtype int32
 * @param numberOfSegments The number of segments
 * @returns The shape of `scores`
 * @throws {RangeError} When an id is outside `[0, numberOfSegments)`
 * @throws {ShapeError} When there is not one id for each row
 *
 * @example Attention over the edges into each node
 * ```ts
 * import { segmentSoftmax, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const scores = tensor([0, 1000, 0]);
 * const targets = tensor([0, 1, 0], "int32");
 * assertEquals(segmentSoftmax(scores, targets, 2).toArray(), [0.5, 1, 0.5]);
 * ```
 */
export function segmentSoftmax(
  scores: TensorLike,
  ids: TensorLike,
  numberOfSegments: number,
): Tensor {
  return scope("segmentSoftmax", () => {
    const largest = stopGradient(segmentMax(scores, ids, numberOfSegments));
    const shift = where(equal(largest, -Infinity), 0, largest);
    const weights = exp(sub(scores, gather(shift, ids)));
    const totals = segmentSum(weights, ids, numberOfSegments);
    return div(weights, gather(where(equal(totals, 0), 1, totals), ids));
  });
}
