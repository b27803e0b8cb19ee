/**
 * The matrix that a graph convolution multiplies with.
 *
 * @module
 */
import type { DType, Tensor, Variable } from "@chainrule/tensor";
import { concat, greater, isVariable, ones, outsideTrace, ShapeError, SparseMatrix, where } from "@chainrule/tensor";
import { nodesWithoutLoop } from "./add_self_loops.ts";
import type { Graph } from "./graph.ts";

/** How the sums over neighbours are scaled. */
export type Normalization = "symmetric" | "row" | "none";

const normalizations: readonly Normalization[] = ["symmetric", "row", "none"];

/** How {@link normalizedAdjacency} works. */
export interface AdjacencyOptions {
  /** Whether each node without an edge to itself gets one, of weight 1. @default true */
  readonly selfLoops?: boolean;
  /** `symmetric`: D^-1/2 A D^-1/2; `row`: D^-1 A, means over neighbours; `none`: A. @default "symmetric" */
  readonly normalization?: Normalization;
  /** A weight for each edge, shape `[E]`; gradients reach it. @default all 1 */
  readonly edgeWeights?: Tensor | Variable;
  /** The dtype, where there are no weights. @default "float32" */
  readonly dtype?: DType;
}

/** Matrices that depend on the graph alone; they go when their graph goes. */
const remembered = new WeakMap<Graph, Map<string, SparseMatrix>>();

/**
 * The adjacency matrix of a graph with self-loops, normalised by degrees. 归一化邻接矩阵
 *
 * Formula (§4.2.3): `Â = D̃^-1/2 Ã D̃^-1/2`, `Ã = A + I`, `D̃ = diag(Ã 1)`; `A[i, j]` is the weight of the edge from j to i.
 * Source: Kipf and Welling (2017), Semi-Supervised Classification with Graph Convolutional Networks.
 *
 * A node that has a self-loop keeps it and gets no second one. Weights of parallel edges are added. Degrees are sums over incoming
 * edges, also where the graph is directed. Where a degree is 0 its inverse counts as 0: the row and the column of such a node
 * are 0. Without `edgeWeights` the matrix is computed once for each graph and then remembered with it.
 *
 * @param graph A graph
 * @param options Self-loops, normalisation, weights
 * @returns Shape `[V, V]`
 * @throws {RangeError} When there is no such normalisation, or an edge weight is negative and the matrix is to be normalised (inside `jit` weights cannot be looked at)
 * @throws {ShapeError} When there is not one weight for each edge
 *
 * @example Two connected nodes
 * ```ts
 * import { Graph, normalizedAdjacency } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0, 1], [1, 0]], "int32") });
 * const matrix = normalizedAdjacency(graph, { normalization: "row" });
 * assertEquals(matrix.toDense().toArray(), [[0.5, 0.5], [0.5, 0.5]]);
 * ```
 */
export function normalizedAdjacency(
  graph: Graph,
  options: AdjacencyOptions = {},
): SparseMatrix {
  const { selfLoops = true, normalization = "symmetric", dtype = "float32" } = options;
  checkNormalization(normalization);
  if (options.edgeWeights !== undefined) {
    checkWeights(graph.numberOfEdges, options.edgeWeights, normalization);
    const weights = options.edgeWeights;
    return normalized(withLoops(graph, weights, selfLoops), normalization);
  }
  return remember(graph, `${selfLoops} ${normalization} ${dtype}`, () => {
    const weights = ones([graph.numberOfEdges], dtype);
    return normalized(withLoops(graph, weights, selfLoops), normalization);
  });
}

function remember(
  graph: Graph,
  key: string,
  make: () => SparseMatrix,
): SparseMatrix {
  const known = remembered.get(graph) ?? new Map<string, SparseMatrix>();
  remembered.set(graph, known);
  const matrix = known.get(key) ?? outsideTrace(make);
  known.set(key, matrix);
  return matrix;
}

function withLoops(
  graph: Graph,
  weights: Tensor | Variable,
  selfLoops: boolean,
): SparseMatrix {
  const nodes = selfLoops ? Int32Array.from(nodesWithoutLoop(graph)) : new Int32Array(0);
  return SparseMatrix.fromCoo({
    rows: joined(graph.targets.data, nodes),
    columns: joined(graph.sources.data, nodes),
    values: concat([weights, ones([nodes.length], weights.dtype)]),
    shape: [graph.numberOfNodes, graph.numberOfNodes],
  });
}

function joined(ends: ArrayLike<number>, nodes: Int32Array): Int32Array {
  const all = new Int32Array(ends.length + nodes.length);
  all.set(ends);
  all.set(nodes, ends.length);
  return all;
}

function normalized(
  matrix: SparseMatrix,
  normalization: Normalization,
): SparseMatrix {
  if (normalization === "none") return matrix;
  const degrees = matrix.rowSums();
  if (normalization === "row") return matrix.scaleRows(inverse(degrees, 1));
  const scale = inverse(degrees, 0.5);
  return matrix.scaleRows(scale).scaleColumns(scale);
}

/** `degrees^-exponent`, 0 where a degree is 0; both the value and its gradient are finite there. */
export function inverse(degrees: Tensor, exponent: number): Tensor {
  const positive = greater(degrees, 0);
  return where(positive, where(positive, degrees, 1).pow(-exponent), 0);
}

/** Throws unless there is such a normalisation. */
export function checkNormalization(normalization: Normalization): void {
  if (normalizations.includes(normalization)) return;
  throw new RangeError(
    `Cannot normalize an adjacency matrix as normalization must be one of ${
      normalizations.join(", ")
    }: current normalization is ${normalization}`,
  );
}

/** Throws unless there is one weight for each edge, and none is negative where weights are to be normalised. */
export function checkWeights(
  numberOfEdges: number,
  weights: Tensor | Variable,
  normalization: Normalization,
): void {
  const { shape } = weights;
  if (shape.length !== 1 || shape[0] !== numberOfEdges) {
    throw new ShapeError(
      "normalizedAdjacency",
      [shape],
      `Cannot weigh the edges of a graph as edgeWeights must have shape [${numberOfEdges}], one for each edge`,
    );
  }
  const value = isVariable(weights) ? weights.value : weights;
  const isTraced = value.storage === null;
  if (normalization === "none" || isTraced) return;
  const { data } = value;
  const edge = data.findIndex((weight) => !(weight >= 0));
  if (edge === -1) return;
  throw new RangeError(
    `Cannot normalize an adjacency matrix as edge weights must be at least 0: current weight of edge ${edge} is ${
      data[edge]
    }`,
  );
}
