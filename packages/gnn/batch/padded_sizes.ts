/**
 * How large padded batches are.
 *
 * @module
 */
import type { Graph } from "../graph/graph.ts";

/** The numbers of nodes, edges and graphs of a padded batch, padding included. */
export interface PaddedSizes {
  /** The number of nodes, at least one more than there are. */
  readonly nodes: number;
  /** The number of edges. */
  readonly edges: number;
  /** The number of graphs, at least one more than there are. */
  readonly graphs: number;
}

/**
 * The smallest bucket that holds `count`: of the numbers 1, 2, 3, 4, 6, 8, 12, 16, 24, …, so that many different counts share few sizes, and at most half
 * as much again is padding.
 *
 * @param count A whole number from 0
 * @returns A power of two, or three halves of one
 *
 * @example Sizes for a thousand and some nodes
 * ```ts
 * import { bucketSize } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([1000, 1024, 1025, 1536, 1537].map(bucketSize), [1024, 1024, 1536, 1536, 2048]);
 * ```
 */
export function bucketSize(count: number): number {
  if (count <= 2) return Math.max(1, count);
  const power = 2 ** Math.ceil(Math.log2(count));
  return count <= 0.75 * power ? 0.75 * power : power;
}

/**
 * Sizes that hold any `batchSize` of the given graphs, so that all batches of them share one size.
 *
 * @param graphs The graphs that batches are made of
 * @param batchSize The largest number of graphs in a batch
 * @returns The sizes, with a node and a graph of padding
 * @throws {RangeError} When `batchSize` is not a positive whole number
 *
 * @example Any two of three graphs
 * ```ts
 * import { Graph, sizesOfAnyBatch } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const nodes = (numberOfNodes: number) => new Graph({ numberOfNodes, edgeIndex: tensor([[], []], "int32") });
 * assertEquals(sizesOfAnyBatch([nodes(4), nodes(1), nodes(7)], 2), { nodes: 12, edges: 0, graphs: 3 });
 * ```
 */
export function sizesOfAnyBatch(graphs: readonly Graph[], batchSize: number): PaddedSizes {
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(
      `Cannot find the sizes of batches as batchSize must be a positive whole number: current batchSize is ${batchSize}`,
    );
  }
  return {
    nodes: sumOfLargest(graphs.map(({ numberOfNodes }) => numberOfNodes), batchSize) + 1,
    edges: sumOfLargest(graphs.map(({ numberOfEdges }) => numberOfEdges), batchSize),
    graphs: batchSize + 1,
  };
}

function sumOfLargest(counts: readonly number[], howMany: number): number {
  return counts.toSorted((a, b) => b - a).slice(0, howMany).reduce((sum, count) => sum + count, 0);
}
