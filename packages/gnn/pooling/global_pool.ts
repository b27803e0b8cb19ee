/**
 * From nodes to graphs.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { segmentMax, segmentMean, segmentMin, segmentSum } from "@chainrule/tensor";

/** How the nodes of a graph become one row. 读出 */
export type GlobalPooling = "sum" | "mean" | "max" | "min";

const poolings = { sum: segmentSum, mean: segmentMean, max: segmentMax, min: segmentMin };

/**
 * One row for each graph of a batch from the rows of its nodes, whatever their number and order. 全局池化
 *
 * Formula: `y_b = Σ xᵢ`, `(1/V_b) Σ xᵢ`, `max xᵢ` or `min xᵢ` over the nodes i of graph b, feature by feature
 *
 * | what | shape |
 * | --- | --- |
 * | `x` | `[V, F]` |
 * | `graphOfNode` | `[V]` |
 * | output | `[B, F]` |
 *
 * A graph without nodes gives 0. Elements that tie for a maximum share the gradient. Sums tell most about a graph: Xu et al. (2019), How Powerful are Graph Neural
 * Networks?
 *
 * @param x The features of the nodes, shape `[V, F]`
 * @param graphOfNode The graph that each node belongs to, int32 `[V]`
 * @param numberOfGraphs The number of graphs, B
 * @param pooling Sum, mean, largest or smallest
 * @returns Shape `[B, F]`
 * @throws {RangeError} When there is no such pooling, or a node belongs to no graph in `[0, B)`
 * @throws {ShapeError} When there is not one graph for each node
 *
 * @example Two graphs, of two nodes and of one
 * ```ts
 * import { globalPool } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 5], [3, 4], [7, 9]]);
 * const graphOfNode = tensor([0, 0, 1], "int32");
 * assertEquals(globalPool(x, graphOfNode, 2, "mean").toArray(), [[2, 4.5], [7, 9]]);
 * ```
 */
export function globalPool(
  x: Tensor,
  graphOfNode: Tensor,
  numberOfGraphs: number,
  pooling: GlobalPooling = "sum",
): Tensor {
  checkPooling("pool nodes", pooling);
  return poolings[pooling](x, graphOfNode, numberOfGraphs);
}

/** Throws unless there is such a pooling. */
export function checkPooling(action: string, pooling: GlobalPooling): void {
  if (Object.hasOwn(poolings, pooling)) return;
  throw new RangeError(
    `Cannot ${action} as pooling must be one of ${Object.keys(poolings).join(", ")}: current pooling is ${pooling}`,
  );
}
