/**
 * Degrees as features.
 *
 * @module
 */
import type { DType, Tensor } from "@chainrule/tensor";
import { oneHot, tensor } from "@chainrule/tensor";
import type { Graph } from "../graph/graph.ts";

/** How degrees become features. */
export interface DegreeFeatureOptions {
  /** The largest degree with a column of its own; nodes with more get that column, too. */
  readonly max: number;
  /** The dtype. @default "float32" */
  readonly dtype?: DType;
}

/**
 * The number of edges that enter each node as a one-hot row, for graphs whose nodes have no features. 度特征
 *
 * Formula: `x[i, k] = 1` for `k = min(dᵢ, max)`, otherwise 0
 *
 * @param graph A graph
 * @param options The largest degree told apart, and the dtype
 * @returns Shape `[V, max + 1]`
 * @throws {RangeError} When `max` is not a whole number from 0
 *
 * @example The end, the middle and the end of a path
 * ```ts
 * import { degreeFeatures, Graph, toUndirected } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const path = toUndirected(new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1], [1, 2]], "int32") }));
 * assertEquals(degreeFeatures(path, { max: 2 }).toArray(), [[0, 1, 0], [0, 0, 1], [0, 1, 0]]);
 * ```
 */
export function degreeFeatures(graph: Graph, { max, dtype = "float32" }: DegreeFeatureOptions): Tensor {
  if (!Number.isInteger(max) || max < 0) {
    throw new RangeError(`Cannot make degree features as max must be a whole number from 0: current max is ${max}`);
  }
  const degrees = Int32Array.from(graph.inDegrees.data, (degree) => Math.min(degree, max));
  return oneHot(tensor(degrees), max + 1).cast(dtype);
}
