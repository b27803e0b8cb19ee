/**
 * The largest eigenvalue of the Laplacian.
 *
 * @module
 */
import { norm, outsideTrace, Random, sparseMatmul, sum } from "@chainrule/tensor";
import type { Graph } from "./graph.ts";
import { normalizedAdjacency } from "./normalized_adjacency.ts";

/** How {@link largestLaplacianEigenvalue} works. */
export interface PowerIterationOptions {
  /** The largest number of products. @default 1000 */
  readonly steps?: number;
  /** It ends when the eigenvalue changes by less than this share of itself. @default 1e-9 */
  readonly tolerance?: number;
}

/**
 * The largest eigenvalue of the normalised Laplacian of an undirected graph, by power iteration from a fixed random vector. 最大特征值
 *
 * Formula: `λ = max xᵀLx / xᵀx` with `L = I − D^-1/2 A D^-1/2`, by `x ← L x / ‖L x‖`
 *
 * It is at most 2, and 2 only where a part of the graph is bipartite. The value comes from below, and stops a little short where the next eigenvalue is
 * near. A node without edges counts as one with eigenvalue 1.
 *
 * @param graph An undirected graph: each edge in both directions
 * @param options When to end
 * @returns The eigenvalue, in [0, 2]
 * @throws {RangeError} When the graph has no nodes, `steps` is not a positive whole number, or the tolerance is negative
 *
 * @example A triangle
 * ```ts
 * import { Graph, largestLaplacianEigenvalue } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const ends = tensor([[0, 1, 2, 1, 2, 0], [1, 2, 0, 0, 1, 2]], "int32");
 * assertAlmostEquals(largestLaplacianEigenvalue(new Graph({ numberOfNodes: 3, edgeIndex: ends })), 1.5);
 * ```
 */
export function largestLaplacianEigenvalue(
  graph: Graph,
  { steps = 1000, tolerance = 1e-9 }: PowerIterationOptions = {},
): number {
  const action = "find the largest eigenvalue";
  if (graph.numberOfNodes === 0) {
    throw new RangeError(`Cannot ${action} as the graph must have nodes: current numberOfNodes is 0`);
  }
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(`Cannot ${action} as steps must be a positive whole number: current steps is ${steps}`);
  }
  if (!(tolerance >= 0)) {
    throw new RangeError(`Cannot ${action} as tolerance must be at least 0: current tolerance is ${tolerance}`);
  }
  return outsideTrace(() => iterate(graph, steps, tolerance));
}

function iterate(graph: Graph, steps: number, tolerance: number): number {
  const matrix = normalizedAdjacency(graph, { selfLoops: false, dtype: "float64" });
  let x = new Random(0).normal([graph.numberOfNodes, 1], { dtype: "float64" });
  let eigenvalue = 0;
  for (let step = 0; step < steps; step++) {
    x = x.div(norm(x));
    const y = x.sub(sparseMatmul(matrix, x));
    const next = sum(x.mul(y)).item();
    if (Math.abs(next - eigenvalue) <= tolerance * next) return next;
    [eigenvalue, x] = [next, y];
  }
  return eigenvalue;
}
