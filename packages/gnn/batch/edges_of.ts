/**
 * The edges of a padded batch.
 *
 * @module
 */
import type { EdgeList } from "../graph/graph.ts";
import type { PaddedBatch } from "./pad_batch.ts";

/**
 * The edges of a padded batch, as layers take them, inside compiled functions too: the number of nodes comes from a shape.
 *
 * @param batch What `padBatch` gave
 * @returns Its edges, those of padding included
 *
 * @example A graph of two nodes, with two of padding
 * ```ts
 * import { batchGraphs, edgesOf, Graph, padBatch } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") });
 * const { numberOfNodes, sources } = edgesOf(padBatch(batchGraphs([graph]), { nodes: 4, edges: 3 }));
 * assertEquals([numberOfNodes, sources.toArray()], [4, [0, 3, 3]]);
 * ```
 */
export function edgesOf({ graphOfNode, sources, targets, edgeFeatures }: PaddedBatch): EdgeList {
  return { numberOfNodes: graphOfNode.shape[0]!, sources, targets, edgeFeatures };
}
