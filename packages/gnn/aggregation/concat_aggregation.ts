/**
 * Several aggregations at once.
 *
 * @module
 */
import { Module } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { concat } from "@chainrule/tensor";
import type { Aggregation } from "./aggregation.ts";
import { aggregate, checkAggregation } from "./aggregation.ts";

/**
 * Several aggregations side by side: a sum counts, a mean averages, an extreme looks for the one that stands out. 多种聚合拼接
 *
 * Formula: `y = [a₁(m) ‖ a₂(m) ‖ …]`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[E, D]` |
 * | output | `[V, K · D]` for K aggregations that keep the number of features |
 *
 * Source: Corso et al. (2020), Principal Neighbourhood Aggregation for Graph Nets.
 *
 * @example The sum beside the largest
 * ```ts
 * import { ConcatAggregation } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const aggregation = new ConcatAggregation(["sum", "max"]);
 * assertEquals(aggregation.forward(tensor([[1], [3]]), tensor([0, 0], "int32"), 1).toArray(), [[4, 3]]);
 * ```
 */
export class ConcatAggregation extends Module {
  /** The aggregations, first to last. */
  readonly parts: readonly Aggregation[];

  /**
   * Puts aggregations side by side.
   *
   * @param parts The aggregations, first to last
   * @throws {RangeError} When there are none, or one is unknown
   */
  constructor(parts: readonly Aggregation[]) {
    super();
    if (parts.length === 0) {
      throw new RangeError("Cannot make ConcatAggregation as it must have at least one part: current parts are []");
    }
    for (const part of parts) checkAggregation("ConcatAggregation", part);
    this.parts = [...parts];
  }

  /**
   * What each aggregation gives, side by side.
   *
   * @param values The messages, shape `[E, D]`
   * @param segments The node that each reaches, shape `[E]`, dtype int32
   * @param numberOfSegments The number of nodes
   * @returns Shape `[V, K · D]`
   */
  forward(values: Tensor, segments: Tensor, numberOfSegments: number): Tensor {
    return concat(this.parts.map((part) => aggregate(part, values, segments, numberOfSegments)), 1);
  }
}
