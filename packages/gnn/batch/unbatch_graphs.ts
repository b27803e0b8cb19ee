/**
 * From one graph back to several.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { arange, ShapeError, tensor } from "@chainrule/tensor";
import { featureRows } from "../graph/feature_rows.ts";
import { Graph } from "../graph/graph.ts";
import type { GraphBatch } from "./batch_graphs.ts";

/**
 * The graphs that a batch was made of: the way back from `batchGraphs`. 拆分批
 *
 * @param batch A batch
 * @returns Its graphs, with the features that the batch has
 *
 * @example There and back
 * ```ts
 * import { batchGraphs, karateClub, unbatchGraphs } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph } = karateClub();
 * const [, second] = unbatchGraphs(batchGraphs([graph, graph]));
 * assertEquals(second?.edgeIndex.toArray(), graph.edgeIndex.toArray());
 * ```
 */
export function unbatchGraphs({ graph, numberOfGraphs, nodeStarts, edgeStarts, graphFeatures }: GraphBatch): Graph[] {
  const { nodeFeatures, edgeFeatures } = graph;
  return Array.from({ length: numberOfGraphs }, (_, b) => {
    const [node, nextNode] = [nodeStarts.data[b]!, nodeStarts.data[b + 1]!];
    const [edge, nextEdge] = [edgeStarts.data[b]!, edgeStarts.data[b + 1]!];
    const ends = graph.edgeIndex.slice([0, edge], [2, nextEdge]).data;
    return new Graph({
      numberOfNodes: nextNode - node,
      edgeIndex: tensor(Int32Array.from(ends, (end) => end - node), [2, nextEdge - edge]),
      ...(nodeFeatures && { nodeFeatures: featureRows(nodeFeatures, arange(node, nextNode, { dtype: "int32" })) }),
      ...(edgeFeatures && { edgeFeatures: edgeFeatures.slice([edge], [nextEdge]) }),
      ...(graphFeatures && { graphFeatures: graphFeatures.slice([b], [b + 1]).reshape([-1]) }),
    });
  });
}

/**
 * Cuts something that has a row for each node of a batch into one part for each graph. Copies nothing; gradients reach `x`.
 *
 * @param x A row for each node, shape `[V, ...]`
 * @param batch A batch
 * @returns For each graph its rows, shape `[Vᵦ, ...]`
 * @throws {ShapeError} When there is not one row for each node
 *
 * @example One number for each node
 * ```ts
 * import { batchGraphs, Graph, unbatchRows } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const nodes = (numberOfNodes: number) => new Graph({ numberOfNodes, edgeIndex: tensor([[], []], "int32") });
 * const parts = unbatchRows(tensor([1, 2, 3]), batchGraphs([nodes(1), nodes(2)]));
 * assertEquals(parts.map((part) => part.toArray()), [[1], [2, 3]]);
 * ```
 */
export function unbatchRows(x: Tensor, { graph, nodeStarts, numberOfGraphs }: GraphBatch): Tensor[] {
  if (x.shape[0] !== graph.numberOfNodes) {
    throw new ShapeError(
      "unbatchRows",
      [x.shape],
      `Cannot unbatch rows as x must have shape [${graph.numberOfNodes}, ...], a row for each node`,
    );
  }
  const starts = nodeStarts.data;
  return Array.from({ length: numberOfGraphs }, (_, b) => x.slice([starts[b]!], [starts[b + 1]!]));
}
