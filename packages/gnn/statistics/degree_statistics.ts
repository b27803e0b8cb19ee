/**
 * How many neighbours nodes have.
 *
 * @module
 */
import type { Graph } from "../graph/graph.ts";

/** What `degreeStatistics` tells. */
export interface DegreeStatistics {
  /** The smallest number of edges into a node. */
  readonly min: number;
  /** The largest number. */
  readonly max: number;
  /** The mean, `E / V`. */
  readonly mean: number;
  /** The middle one of the sorted numbers, or the mean of the two middle ones. */
  readonly median: number;
  /** The standard deviation over all nodes. */
  readonly standardDeviation: number;
  /** How many nodes have no edge but to themselves. */
  readonly isolated: number;
  /** How many nodes have 0, 1, 2, … edges, up to the largest number. */
  readonly histogram: readonly number[];
}

/**
 * Facts about the numbers of edges that enter the nodes. 度统计
 *
 * @param graph A graph with at least one node
 * @returns Smallest, largest, mean, median, spread and histogram
 * @throws {RangeError} When the graph has no nodes
 *
 * @example The friends of the members of a club
 * ```ts
 * import { degreeStatistics, karateClub } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { min, max, median, histogram } = degreeStatistics(karateClub().graph);
 * assertEquals([min, max, median, histogram[2]], [1, 17, 3, 11]);
 * ```
 */
export function degreeStatistics(graph: Graph): DegreeStatistics {
  const { numberOfNodes, numberOfEdges } = graph;
  if (numberOfNodes === 0) {
    throw new RangeError("Cannot describe degrees as a graph must have at least one node: current number is 0");
  }
  const degrees = Int32Array.from(graph.inDegrees.data).sort();
  const max = degrees.at(-1)!;
  const histogram = new Array<number>(max + 1).fill(0);
  for (const degree of degrees) histogram[degree]!++;
  const mean = numberOfEdges / numberOfNodes;
  const squares = degrees.reduce((sum, degree) => sum + (degree - mean) ** 2, 0);
  const middle = (numberOfNodes - 1) / 2;
  return {
    min: degrees[0]!,
    max,
    mean,
    median: (degrees[Math.floor(middle)]! + degrees[Math.ceil(middle)]!) / 2,
    standardDeviation: Math.sqrt(squares / numberOfNodes),
    isolated: graph.isolatedNodes.length,
    histogram,
  };
}
