/**
 * Batches that share a size.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { isSparseMatrix, pad, tensor } from "@chainrule/tensor";
import type { GraphBatch } from "./batch_graphs.ts";
import type { PaddedSizes } from "./padded_sizes.ts";
import { bucketSize } from "./padded_sizes.ts";

/**
 * A batch filled up to a size, as a plain record of tensors, so that it can be an argument of a compiled function: batches of one size share one program.
 * Made by `padBatch`.
 *
 * What is filled up belongs together: nodes, edges and graphs of padding come after the others, the edges of padding lead from the last node to itself, and the nodes of
 * padding belong to the last graph. So nothing of it reaches other nodes or graphs. There is at least one such node and one such graph.
 */
export interface PaddedBatch {
  /** What is known about each node, 0 for padding, shape `[V, F]`, or null. */
  readonly nodeFeatures: Tensor | null;
  /** What is known about each edge, 0 for padding, shape `[E, D]`, or null. */
  readonly edgeFeatures: Tensor | null;
  /** What is known about each graph, 0 for padding, shape `[B, G]`, or null. */
  readonly graphFeatures: Tensor | null;
  /** The node that each edge leaves, int32 `[E]`. */
  readonly sources: Tensor;
  /** The node that each edge enters, int32 `[E]`. */
  readonly targets: Tensor;
  /** The graph that each node belongs to, int32 `[V]`. */
  readonly graphOfNode: Tensor;
  /** Which nodes are no padding, bool `[V]`. */
  readonly nodeMask: Tensor;
  /** Which edges are no padding, bool `[E]`. */
  readonly edgeMask: Tensor;
  /** Which graphs are no padding, bool `[B]`: as weights of a loss, they keep padding out of it. */
  readonly graphMask: Tensor;
}

/**
 * Fills a batch up with nodes, edges and graphs that nothing else hears of, so that few sizes occur. 填充批
 *
 * Sizes that are not given are buckets: see `bucketSize`. With the sizes of `sizesOfAnyBatch` all batches have one size. Layers that look at all nodes together, as batch
 * normalisation does, see the padding, too.
 *
 * @param batch A batch
 * @param sizes Numbers of nodes, edges and graphs, padding included
 * @returns The batch as a record of tensors
 * @throws {RangeError} When a size is too small: there must be room for one node and one graph more
 * @throws {TypeError} When the node features are sparse
 *
 * @example One program for batches of different graphs
 * ```ts
 * import { batchGraphs, Graph, padBatch } from "@chainrule/gnn";
 * import type { PaddedBatch } from "@chainrule/gnn";
 * import { jit } from "@chainrule/jit";
 * import { segmentSum, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const nodes = (numberOfNodes: number) => new Graph({ numberOfNodes, edgeIndex: tensor([[], []], "int32") });
 * const count = jit((batch: PaddedBatch) => segmentSum(batch.nodeMask, batch.graphOfNode, 3));
 * const counts = [[4, 1], [2, 3]].map((sizes) => count(padBatch(batchGraphs(sizes.map(nodes)))));
 * assertEquals([counts.map((each) => each.toArray()), count.programs.length], [[[4, 1, 0], [2, 3, 0]], 1]);
 * ```
 */
export function padBatch(batch: GraphBatch, sizes: Partial<PaddedSizes> = {}): PaddedBatch {
  const { graph, numberOfGraphs, graphFeatures, graphOfNode } = batch;
  const { numberOfNodes, numberOfEdges, nodeFeatures, edgeFeatures } = graph;
  if (nodeFeatures !== null && isSparseMatrix(nodeFeatures)) {
    throw new TypeError(
      "Cannot pad a batch as its node features must be dense: current ones are sparse; convert them with toDense",
    );
  }
  const nodes = roomFor("nodes", numberOfNodes, 1, sizes.nodes);
  const edges = roomFor("edges", numberOfEdges, 0, sizes.edges);
  const graphs = roomFor("graphs", numberOfGraphs, 1, sizes.graphs ?? numberOfGraphs + 1);
  return {
    nodeFeatures: nodeFeatures && filled(nodeFeatures, nodes),
    edgeFeatures: edgeFeatures && filled(edgeFeatures, edges),
    graphFeatures: graphFeatures && filled(graphFeatures, graphs),
    sources: filled(graph.sources, edges, nodes - 1),
    targets: filled(graph.targets, edges, nodes - 1),
    graphOfNode: filled(graphOfNode, nodes, graphs - 1),
    nodeMask: firstOf(numberOfNodes, nodes),
    edgeMask: firstOf(numberOfEdges, edges),
    graphMask: firstOf(numberOfGraphs, graphs),
  };
}

/** The wanted size, or a bucket with room for `spare` more than there are. */
function roomFor(what: string, count: number, spare: number, size: number = bucketSize(count + spare)): number {
  if (Number.isInteger(size) && size >= count + spare) return size;
  throw new RangeError(
    `Cannot pad a batch of ${count} ${what} as ${what} must be a whole number from ${
      count + spare
    }: current ${what} is ${size}`,
  );
}

/** With rows of `value` after the given ones. */
function filled(x: Tensor, rows: number, value = 0): Tensor {
  return pad(x, x.shape.map((length, axis) => [0, axis === 0 ? rows - length : 0]), value);
}

function firstOf(count: number, size: number): Tensor {
  return tensor(new Uint8Array(size).fill(1, 0, count));
}
