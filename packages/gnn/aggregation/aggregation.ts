/**
 * How the messages that reach a node become one.
 *
 * @module
 */
import type { Module } from "@chainrule/nn";
import { isModule } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { segmentMax, segmentMean, segmentMin, segmentSum } from "@chainrule/tensor";
import { segmentStd } from "./segment_std.ts";

/** The aggregations that have a name; a node that no message reaches gets 0. */
export type AggregationName = "sum" | "mean" | "max" | "min" | "std";

/**
 * Makes one row of the rows of each segment: of messages, shape `[E, D]`, the node that each reaches, shape `[E]`, and the number of nodes,
 * something of shape `[V, D']`.
 */
export type AggregationFunction = (values: Tensor, segments: Tensor, numberOfSegments: number) => Tensor;

/** An aggregation that has parameters, or is made of others. */
export interface AggregationModule extends Module {
  /** One row for each segment; arguments as for an {@link AggregationFunction}. */
  forward(values: Tensor, segments: Tensor, numberOfSegments: number): Tensor;
}

/** How the messages that reach a node become one: a name, a function, or a module. 聚合 */
export type Aggregation = AggregationName | AggregationFunction | AggregationModule;

const named: Readonly<Record<AggregationName, AggregationFunction>> = {
  sum: segmentSum,
  mean: segmentMean,
  max: segmentMax,
  min: segmentMin,
  std: segmentStd,
};

/**
 * Makes one row of the rows of each segment. 聚合
 *
 * @param aggregation A name, a function, or a module
 * @param values Shape `[E, D]`
 * @param segments The segment of each row, shape `[E]`, dtype int32
 * @param numberOfSegments The number of segments
 * @returns A row for each segment
 *
 * @example The largest of two rows
 * ```ts
 * import { aggregate } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const both = tensor([0, 0], "int32");
 * assertEquals(aggregate("max", tensor([[1, 5], [3, 2]]), both, 1).toArray(), [[3, 5]]);
 * ```
 */
export function aggregate(
  aggregation: Aggregation,
  values: Tensor,
  segments: Tensor,
  numberOfSegments: number,
): Tensor {
  if (typeof aggregation === "string") return named[aggregation](values, segments, numberOfSegments);
  return isModule(aggregation)
    ? aggregation.forward(values, segments, numberOfSegments)
    : aggregation(values, segments, numberOfSegments);
}

/** Throws unless `aggregation` is one; `owner` is what cannot be made otherwise. */
export function checkAggregation(owner: string, aggregation: Aggregation): void {
  if (typeof aggregation === "function" || isModule(aggregation)) return;
  if (typeof aggregation === "string" && Object.hasOwn(named, aggregation)) return;
  throw new RangeError(
    `Cannot make ${owner} as aggregation must be one of ${
      Object.keys(named).join(", ")
    }, a function or a module: current aggregation is ${aggregation}`,
  );
}
