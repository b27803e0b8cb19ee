/**
 * A batch without its padding.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { gather, stack, tensor } from "@chainrule/tensor";
import { Graph } from "../graph/graph.ts";
import type { GraphBatch } from "./batch_graphs.ts";
import type { PaddedBatch } from "./pad_batch.ts";

/**
 * Leaves out what is masked: the way back from `padBatch`, and from `TopKPooling`, after which only some nodes are left. Gradients reach the features.
 *
 * It reads the masks, so it cannot be used inside `jit`.
 *
 * @param batch A padded batch
 * @returns Its graphs, without padding; nodes and edges that are left keep their order
 * @throws {TypeError} Inside `jit`
 *
 * @example There and back
 * ```ts
 * import { batchGraphs, karateClub, padBatch, unpadBatch } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const batch = batchGraphs([karateClub().graph]);
 * assertEquals(unpadBatch(padBatch(batch)).graph.edgeIndex.toArray(), batch.graph.edgeIndex.toArray());
 * ```
 */
export function unpadBatch(batch: PaddedBatch): GraphBatch {
  const nodes = positions(batch.nodeMask);
  const edges = positions(batch.edgeMask);
  const graphs = positions(batch.graphMask);
  const placeOf = (kept: Int32Array, size: number) => {
    const place = new Int32Array(size).fill(-1);
    kept.forEach((index, i) => place[index] = i);
    return tensor(place);
  };
  const nodePlace = placeOf(nodes, batch.nodeMask.size);
  const kept = { nodes: tensor(nodes), edges: tensor(edges), graphs: tensor(graphs) };
  const graphOfNode = gather(placeOf(graphs, batch.graphMask.size), gather(batch.graphOfNode, kept.nodes));
  const ends = (of: Tensor) => gather(nodePlace, gather(of, kept.edges));
  const [sources, targets] = [ends(batch.sources), ends(batch.targets)];
  const { nodeFeatures, edgeFeatures, graphFeatures } = batch;
  return {
    graph: new Graph({
      numberOfNodes: nodes.length,
      edgeIndex: stack([sources, targets]),
      ...(nodeFeatures && { nodeFeatures: gather(nodeFeatures, kept.nodes) }),
      ...(edgeFeatures && { edgeFeatures: gather(edgeFeatures, kept.edges) }),
    }),
    numberOfGraphs: graphs.length,
    graphOfNode,
    nodeStarts: startsIn(graphOfNode, graphs.length),
    edgeStarts: startsIn(gather(graphOfNode, targets), graphs.length),
    graphFeatures: graphFeatures && gather(graphFeatures, kept.graphs),
  };
}

function positions(mask: Tensor): Int32Array {
  return Int32Array.from(mask.data.keys()).filter((i) => mask.data[i] !== 0);
}

/** Where each graph starts among things that lie graph after graph. */
function startsIn(owner: Tensor, graphs: number): Tensor {
  const starts = new Int32Array(graphs + 1);
  for (const graph of owner.data) starts[graph + 1]!++;
  for (let b = 0; b < graphs; b++) starts[b + 1]! += starts[b]!;
  return tensor(starts);
}
