/**
 * Several graphs as one.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat, isSparseMatrix, ShapeError, stack, tensor } from "@chainrule/tensor";
import { Graph } from "../graph/graph.ts";
import { stackFeatures } from "./stack_features.ts";

/** Several graphs as one whose parts are not connected, and how they lie in it. Made by `batchGraphs`. */
export interface GraphBatch {
  /** All nodes and all edges, graph after graph; the ends of the edges count from the first node of all. */
  readonly graph: Graph;
  /** The number of graphs, B. */
  readonly numberOfGraphs: number;
  /** The graph that each node belongs to, int32 `[V]`, rising. */
  readonly graphOfNode: Tensor;
  /** Where the nodes of each graph start, and where the last ones end, int32 `[B + 1]`. */
  readonly nodeStarts: Tensor;
  /** Where the edges of each graph start, and where the last ones end, int32 `[B + 1]`. */
  readonly edgeStarts: Tensor;
  /** What is known about each graph, shape `[B, G]`, or null. */
  readonly graphFeatures: Tensor | null;
}

/**
 * Puts graphs side by side into one, whose adjacency matrix has theirs along its diagonal, so that a layer handles all of them at once. 图批处理
 *
 * Node `i` of graph `b` becomes node `nodeStarts[b] + i`, and so do the ends of edges; edge `e` becomes edge `edgeStarts[b] + e`. The features of the graphs, shape
 * `[G]` each, become rows of `graphFeatures`. Gradients reach all features.
 *
 * @param graphs At least one graph; all have features of nodes, of edges and of the graph, or none has
 * @returns The graphs as one
 * @throws {RangeError} When there is no graph
 * @throws {TypeError} When only some have features, or only some of the features are sparse
 * @throws {ShapeError} When the numbers of features differ
 *
 * @example An edge, and a loop
 * ```ts
 * import { batchGraphs, Graph } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const edge = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") });
 * const loop = new Graph({ numberOfNodes: 1, edgeIndex: tensor([[0], [0]], "int32") });
 * const { graph, graphOfNode } = batchGraphs([edge, loop, edge]);
 * assertEquals(graph.edgeIndex.toArray(), [[0, 2, 3], [1, 2, 4]]);
 * assertEquals(graphOfNode.toArray(), [0, 0, 1, 2, 2]);
 * ```
 */
export function batchGraphs(graphs: readonly Graph[]): GraphBatch {
  if (graphs.length === 0) {
    throw new RangeError("Cannot batch graphs as there must be at least one: current number is 0");
  }
  for (const part of ["nodeFeatures", "edgeFeatures", "graphFeatures"] as const) checkAlike(graphs, part);
  const nodeStarts = startsOf(graphs.map(({ numberOfNodes }) => numberOfNodes));
  const edgeStarts = startsOf(graphs.map(({ numberOfEdges }) => numberOfEdges));
  const nodeFeatures = present(graphs, "nodeFeatures");
  const edgeFeatures = present(graphs, "edgeFeatures");
  const graphFeatures = present(graphs, "graphFeatures");
  return {
    graph: new Graph({
      numberOfNodes: nodeStarts.at(-1)!,
      edgeIndex: shiftedEdges(graphs, nodeStarts, edgeStarts),
      ...(nodeFeatures && { nodeFeatures: stackFeatures(nodeFeatures) }),
      ...(edgeFeatures && { edgeFeatures: concat(edgeFeatures) }),
    }),
    numberOfGraphs: graphs.length,
    graphOfNode: tensor(owners(nodeStarts)),
    nodeStarts: tensor(nodeStarts),
    edgeStarts: tensor(edgeStarts),
    graphFeatures: graphFeatures && stack(graphFeatures),
  };
}

function startsOf(counts: readonly number[]): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, i) => starts[i + 1] = starts[i]! + count);
  return starts;
}

function owners(starts: Int32Array): Int32Array {
  const owner = new Int32Array(starts.at(-1)!);
  for (let b = 0; b + 1 < starts.length; b++) owner.fill(b, starts[b], starts[b + 1]);
  return owner;
}

function shiftedEdges(graphs: readonly Graph[], nodeStarts: Int32Array, edgeStarts: Int32Array): Tensor {
  const edges = edgeStarts.at(-1)!;
  const ends = new Int32Array(2 * edges);
  graphs.forEach(({ sources, targets }, b) => {
    const from = edgeStarts[b]!;
    sources.data.forEach((source, e) => ends[from + e] = source + nodeStarts[b]!);
    targets.data.forEach((target, e) => ends[edges + from + e] = target + nodeStarts[b]!);
  });
  return tensor(ends, [2, edges]);
}

type Part = "nodeFeatures" | "edgeFeatures" | "graphFeatures";

/** That part of all graphs, or null where they have none. */
function present<P extends Part>(graphs: readonly Graph[], part: P): NonNullable<Graph[P]>[] | null {
  return graphs[0]![part] === null ? null : graphs.map((graph) => graph[part]!);
}

function checkAlike(graphs: readonly Graph[], part: Part): void {
  const first = graphs[0]![part];
  graphs.forEach((graph, b) => {
    const other = graph[part];
    if ((first === null) !== (other === null)) {
      throw new TypeError(
        `Cannot batch graphs as all or none must have ${part}: current graph 0 has ${
          first ? "some" : "none"
        } and graph ${b} ${other ? "some" : "none"}`,
      );
    }
    if (first === null || other === null) return;
    if (isSparseMatrix(first) !== isSparseMatrix(other)) {
      throw new TypeError(
        `Cannot batch graphs as all or none must have sparse ${part}: current graph 0 has ${
          kindOf(first)
        } ones and graph ${b} ${kindOf(other)} ones; convert some with toDense or SparseMatrix.fromDense`,
      );
    }
    if (first.shape.at(-1) === other.shape.at(-1)) return;
    throw new ShapeError(
      "batchGraphs",
      [first.shape, other.shape],
      `Cannot batch graphs 0 and ${b} as their ${part} must be equally many`,
    );
  });
}

function kindOf(features: object): "sparse" | "dense" {
  return isSparseMatrix(features) ? "sparse" : "dense";
}
