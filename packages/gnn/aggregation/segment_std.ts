/**
 * The spread of the rows of each segment.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { gather, greater, segmentMean, sqrt, where } from "@chainrule/tensor";

/** Spreads below a millionth of the size of the values are what rounding makes of equal ones. */
const roundingShare = 1e-12;

/**
 * The standard deviation of the rows of each segment, feature by feature. 分段标准差
 *
 * Formula: `y[k] = √(1/n Σ (x[e] − mean)²)` over the n rows e of segment k
 *
 * A segment without rows, one row or equal rows gives 0, and the derivative there is taken as 0, too; "equal" means that the variance
 * is less than 10⁻¹² of the mean square, as rounding alone makes such spreads. Source: Corso et al. (2020), Principal Neighbourhood
 * Aggregation for Graph Nets.
 *
 * @param values Shape `[E, ...]`
 * @param segments The segment of each row, shape `[E]`, dtype int32
 * @param numberOfSegments The number of segments
 * @returns Shape `[numberOfSegments, ...]`
 *
 * @example Two segments, one of equal rows
 * ```ts
 * import { segmentStd } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const values = tensor([[1], [5], [3], [3]]);
 * assertEquals(segmentStd(values, tensor([0, 0, 1, 1], "int32"), 2).toArray(), [[2], [0]]);
 * ```
 */
export function segmentStd(values: Tensor, segments: Tensor, numberOfSegments: number): Tensor {
  const mean = segmentMean(values, segments, numberOfSegments);
  const centred = values.sub(gather(mean, segments));
  const variance = segmentMean(centred.mul(centred), segments, numberOfSegments);
  const square = segmentMean(values.mul(values), segments, numberOfSegments);
  const spread = greater(variance, square.mul(roundingShare));
  return where(spread, sqrt(where(spread, variance, 1)), 0);
}
