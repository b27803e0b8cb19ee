/**
 * A sparse matrix as edges with weights.
 *
 * @module
 */
import type { SparseMatrix } from "@chainrule/tensor";
import { reshape } from "@chainrule/tensor";
import type { EdgeList } from "./graph.ts";

/**
 * The stored elements of a matrix as edges: `A[i, j]` is the one feature of an edge from j to i.
 *
 * @param matrix Shape `[V, V]`
 * @returns An edge for each stored element, row after row
 *
 * @example One weighted edge
 * ```ts
 * import { weightedEdges } from "@chainrule/gnn";
 * import { SparseMatrix } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = SparseMatrix.fromCoo({ rows: [1], columns: [0], values: [0.5], shape: [2, 2] });
 * const { sources, targets, edgeFeatures } = weightedEdges(matrix);
 * assertEquals([sources, targets].map((ends) => ends.toArray()), [[0], [1]]);
 * assertEquals(edgeFeatures?.toArray(), [[0.5]]);
 * ```
 */
export function weightedEdges({ pattern, values, shape }: SparseMatrix): EdgeList {
  return {
    numberOfNodes: shape[0],
    sources: pattern.indices,
    targets: pattern.rowIndices,
    edgeFeatures: reshape(values, [-1, 1]),
  };
}
