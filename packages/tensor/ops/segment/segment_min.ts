/**
 * The smallest elements of segments.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { neg } from "../arithmetic/neg.ts";
import type { SegmentExtremeOptions } from "./segment_max.ts";
import { segmentMax } from "./segment_max.ts";

/**
 * The smallest element of each column in each segment; NaN if any is NaN. Elements that tie for it share the gradient equally. 分段最小值
 *
 * Formula: `yₖ = min values[n] over all n with ids[n] = k`
 *
 * @param values Shape `[N, ...]`
 * @param ids The segment of each row, in any order, shape `[N]`, dtype int32
 * @param numberOfSegments The number of segments K
 * @param options What an empty segment gives
 * @returns Shape `[K, ...]`
 * @throws {RangeError} When an id is outside `[0, K)`
 * @throws {ShapeError} When there is not one id for each row
 *
 * @example The smallest message at each of three nodes
 * ```ts
 * import { segmentMin, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const messages = tensor([1, 3, 5]);
 * const targets = tensor([1, 0, 1], "int32");
 * assertEquals(segmentMin(messages, targets, 3).toArray(), [3, 1, 0]);
 * ```
 */
export function segmentMin(
  values: TensorLike,
  ids: TensorLike,
  numberOfSegments: number,
  { empty = 0 }: SegmentExtremeOptions = {},
): Tensor {
  return scope("segmentMin", () => neg(segmentMax(neg(values), ids, numberOfSegments, { empty: -empty })));
}
