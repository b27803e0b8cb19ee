/**
 * The graph: who is connected to whom, and what is known about nodes, edges and the whole.
 *
 * @module
 */
import type { SparsePattern, Tensor } from "@chainrule/tensor";
import { fromValues, SparseMatrix } from "@chainrule/tensor";
import { checkGraph } from "./check_graph.ts";

/** What a graph is made of. */
export interface GraphInit {
  /** What is known about each node, shape `[V, F]`, dense or sparse. */
  readonly nodeFeatures?: Tensor | SparseMatrix;
  /** The source (row 0) and the target (row 1) of each edge, shape `[2, E]`, dtype int32. */
  readonly edgeIndex: Tensor;
  /** What is known about each edge, shape `[E, D]`. */
  readonly edgeFeatures?: Tensor;
  /** What is known about the whole graph, shape `[G]`. */
  readonly graphFeatures?: Tensor;
  /** The number of nodes, where there are no node features. */
  readonly numberOfNodes?: number;
}

/** Edges as lists of their ends: what messages travel along. */
export interface EdgeList {
  /** The number of nodes. */
  readonly numberOfNodes: number;
  /** The node that each edge leaves, shape `[E]`. */
  readonly sources: Tensor;
  /** The node that each edge enters, shape `[E]`. */
  readonly targets: Tensor;
  /** What is known about each edge, shape `[E, D]`. */
  readonly edgeFeatures: Tensor | null;
}

/**
 * A directed graph, checked once and immutable. An undirected one has each edge in both directions. 图
 *
 * | field | shape |
 * | --- | --- |
 * | `nodeFeatures` | `[V, F]` |
 * | `edgeIndex` | `[2, E]`: sources, targets |
 * | `edgeFeatures` | `[E, D]` |
 * | `graphFeatures` | `[G]` |
 *
 * @example Two pages that link to a third
 * ```ts
 * import { Graph } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({
 *   nodeFeatures: tensor([[1, 0], [0, 1], [1, 1]]),
 *   edgeIndex: tensor([[0, 1], [2, 2]], "int32"),
 * });
 * assertEquals(graph.inDegrees.toArray(), [0, 0, 2]);
 * assertEquals(graph.adjacency.toDense().toArray(), [[0, 0, 0], [0, 0, 0], [1, 1, 0]]);
 * ```
 */
export class Graph implements EdgeList {
  /** The number of nodes, V. */
  readonly numberOfNodes: number;
  /** The number of edges, E. */
  readonly numberOfEdges: number;
  /** What is known about each node, or null. */
  readonly nodeFeatures: Tensor | SparseMatrix | null;
  /** Sources (row 0) and targets (row 1). */
  readonly edgeIndex: Tensor;
  /** The node that each edge leaves, shape `[E]`. */
  readonly sources: Tensor;
  /** The node that each edge enters, shape `[E]`. */
  readonly targets: Tensor;
  /** What is known about each edge, or null. */
  readonly edgeFeatures: Tensor | null;
  /** What is known about the whole graph, or null. */
  readonly graphFeatures: Tensor | null;
  #incoming: SparsePattern | null = null;
  #outgoing: SparsePattern | null = null;
  #adjacency: SparseMatrix | null = null;

  /**
   * Checks everything, and keeps it.
   *
   * @param init Edges, and what is known about nodes, edges and the graph
   * @throws {ShapeError} When shapes do not fit each other
   * @throws {TypeError} When the edges are not int32, or the number of nodes is not known
   * @throws {RangeError} When an edge names a node that does not exist
   */
  constructor(init: GraphInit) {
    const numberOfNodes = checkGraph(init);
    const { edgeIndex } = init;
    const numberOfEdges = edgeIndex.shape[1]!;
    this.numberOfNodes = numberOfNodes;
    this.numberOfEdges = numberOfEdges;
    this.edgeIndex = edgeIndex;
    this.sources = int32(edgeIndex.data.subarray(0, numberOfEdges));
    this.targets = int32(edgeIndex.data.subarray(numberOfEdges));
    this.nodeFeatures = init.nodeFeatures ?? null;
    this.edgeFeatures = init.edgeFeatures ?? null;
    this.graphFeatures = init.graphFeatures ?? null;
  }

  /** For each node (row) the edges (columns) that enter it, in rising order; and the way back. */
  get incoming(): SparsePattern {
    return this.#incoming ??= this.#edgesBy(this.targets);
  }

  /** For each node (row) the edges (columns) that leave it, in rising order; and the way back. */
  get outgoing(): SparsePattern {
    return this.#outgoing ??= this.#edgesBy(this.sources);
  }

  /** The adjacency matrix, shape `[V, V]`: `A[i, j]` is the number of edges from j to i. 邻接矩阵 */
  get adjacency(): SparseMatrix {
    return this.#adjacency ??= SparseMatrix.fromCoo({
      rows: this.targets,
      columns: this.sources,
      shape: [this.numberOfNodes, this.numberOfNodes],
    });
  }

  /** The number of edges that enter each node, shape `[V]`. 入度 */
  get inDegrees(): Tensor {
    return degreesOf(this.incoming);
  }

  /** The number of edges that leave each node, shape `[V]`. 出度 */
  get outDegrees(): Tensor {
    return degreesOf(this.outgoing);
  }

  /** Whether an edge leads from a node to itself. */
  get hasSelfLoops(): boolean {
    const { data: sources } = this.sources;
    return this.targets.data.some((target, edge) => target === sources[edge]);
  }

  /** The nodes without an edge to or from another node. 孤立节点 */
  get isolatedNodes(): number[] {
    const connected = new Uint8Array(this.numberOfNodes);
    const { data: sources } = this.sources;
    this.targets.data.forEach((target, edge) => {
      const source = sources[edge]!;
      if (source !== target) connected[source] = connected[target] = 1;
    });
    return [...connected.keys()].filter((node) => connected[node] === 0);
  }

  /** The same graph with some parts replaced. */
  with(changes: Partial<GraphInit>): Graph {
    const { numberOfNodes, edgeIndex } = this;
    return new Graph({
      numberOfNodes,
      edgeIndex,
      ...(this.nodeFeatures && { nodeFeatures: this.nodeFeatures }),
      ...(this.edgeFeatures && { edgeFeatures: this.edgeFeatures }),
      ...(this.graphFeatures && { graphFeatures: this.graphFeatures }),
      ...changes,
    });
  }

  /** A short description, such as `Graph with 34 nodes and 156 edges`. */
  toString(): string {
    return `Graph with ${this.numberOfNodes} nodes and ${this.numberOfEdges} edges`;
  }

  #edgesBy(ends: Tensor): SparsePattern {
    const edges = Int32Array.from({ length: this.numberOfEdges }, (_, e) => e);
    const shape = [this.numberOfNodes, this.numberOfEdges] as const;
    return SparseMatrix.fromCoo({ rows: ends, columns: edges, shape }).pattern;
  }
}

function degreesOf({ indptr, shape: [nodes] }: SparsePattern): Tensor {
  const starts = indptr.data;
  return int32(
    Int32Array.from({ length: nodes }, (_, v) => starts[v + 1]! - starts[v]!),
  );
}

function int32(values: Tensor["data"]): Tensor {
  return fromValues(values, [values.length], "int32");
}
