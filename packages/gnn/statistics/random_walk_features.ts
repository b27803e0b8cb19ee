/**
 * How likely a random walk is back where it began.
 *
 * @module
 */
import type { DType, Tensor } from "@chainrule/tensor";
import { fromValues, sparseMatmul } from "@chainrule/tensor";
import type { Graph } from "../graph/graph.ts";
import { normalizedAdjacency } from "../graph/normalized_adjacency.ts";

/** How walks become features. */
export interface RandomWalkOptions {
  /** The number of steps of the longest walk, K. */
  readonly steps: number;
  /** The dtype. @default "float32" */
  readonly dtype?: DType;
}

/** How many walks are followed at once: so many columns of float64 take little memory. */
const block = 64;

/**
 * For each node, the probabilities that a walk is back after 1, 2, …, K steps: features that tell nodes apart by what lies around them, and do not depend on
 * numbering. 随机游走特征
 *
 * Formula: `x[i, k − 1] = (D⁻¹ A)ᵏ[i, i]`; each step goes along an edge backwards, each of those that enter a node as likely as the others. A node that none enters has 0.
 * Source: Dwivedi et al. (2022), Graph Neural Networks with Learnable Structural and Positional Representations.
 *
 * Computed in float64, exactly but for rounding, 64 walks at a time: time grows with `K · E · V`, memory with `64 · V`.
 *
 * @param graph A graph
 * @param options The number of steps, and the dtype
 * @returns Shape `[V, K]`
 * @throws {RangeError} When the number of steps is not a positive whole number
 *
 * @example Two nodes that are each other's only neighbour
 * ```ts
 * import { Graph, randomWalkFeatures } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const pair = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0, 1], [1, 0]], "int32") });
 * assertEquals(randomWalkFeatures(pair, { steps: 4 }).toArray(), [[0, 1, 0, 1], [0, 1, 0, 1]]);
 * ```
 */
export function randomWalkFeatures(graph: Graph, { steps, dtype = "float32" }: RandomWalkOptions): Tensor {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(
      `Cannot make random walk features as steps must be a positive whole number: current steps is ${steps}`,
    );
  }
  const { numberOfNodes: nodes } = graph;
  const walk = normalizedAdjacency(graph, { selfLoops: false, normalization: "row", dtype: "float64" });
  const features = new Float64Array(nodes * steps);
  for (let first = 0; first < nodes; first += block) {
    const columns = Math.min(block, nodes - first);
    let powers = unitColumns(nodes, first, columns);
    for (let step = 0; step < steps; step++) {
      powers = sparseMatmul(walk, powers);
      for (let c = 0; c < columns; c++) {
        features[(first + c) * steps + step] = powers.data[(first + c) * columns + c]!;
      }
    }
  }
  return fromValues(features, [nodes, steps], "float64").cast(dtype);
}

/** Columns `first` to `first + columns − 1` of the identity matrix. */
function unitColumns(nodes: number, first: number, columns: number): Tensor {
  const values = new Float64Array(nodes * columns);
  for (let c = 0; c < columns; c++) values[(first + c) * columns + c] = 1;
  return fromValues(values, [nodes, columns], "float64");
}
