/**
 * Coordinates of nodes, from the shape of the graph alone.
 *
 * @module
 */
import type { DType, Tensor } from "@chainrule/tensor";
import { fromValues, matmul, Random, sparseMatmul, sqrt, sum } from "@chainrule/tensor";
import type { SparseMatrix } from "@chainrule/tensor";
import type { Graph } from "../graph/graph.ts";
import { normalizedAdjacency } from "../graph/normalized_adjacency.ts";
import { constantDirections } from "./constant_directions.ts";
import { orthonormalize } from "./orthonormalize.ts";
import { symmetricEigen } from "./symmetric_eigen.ts";

/** Which eigenvectors, and how exactly. */
export interface LaplacianOptions {
  /** The number of eigenvectors, K. */
  readonly count: number;
  /** How far `‖L v − λ v‖` may be from 0. @default 1e-6 */
  readonly tolerance?: number;
  /** What the first guess comes from. @default 0 */
  readonly seed?: number;
  /** The dtype of the result. @default "float32" */
  readonly dtype?: DType;
}

/** Eigenvalues and eigenvectors of a graph. */
export interface LaplacianEigenvectors {
  /** The eigenvalues in rising order, in (0, 2], shape `[K]`. */
  readonly values: Tensor;
  /** In column k the eigenvector of value k, of length 1, shape `[V, K]`. */
  readonly vectors: Tensor;
}

/** After so many rounds something is wrong: a gap between eigenvalues below all hope. */
const mostRounds = 500;

/** The degree of the polynomials that sharpen the guess. */
const degree = 16;

/**
 * The smoothest ways to give each node a number: the eigenvectors of the normalised Laplacian with the smallest eigenvalues above 0. As features they tell a node where in the
 * graph it is. 拉普拉斯特征向量
 *
 * Formula: `L v = λ v` with `L = I − D^-1/2 A D^-1/2`, columns with the smallest λ > 0
 *
 * Those with λ = 0, one for each connected part that has edges, say nothing but which part a node is in, and are left out. The element of largest magnitude of a vector is positive; where
 * values are equal, their vectors are one choice of many. A node without edges has λ = 1. Source: Belkin and Niyogi (2003), Laplacian Eigenmaps; as features Dwivedi et al.
 * (2020), Benchmarking Graph Neural Networks.
 *
 * Found by subspace iteration in float64: from a random guess, Chebyshev polynomials of the matrix damp what belongs to larger λ, and Rayleigh and Ritz's method turns what is left
 * into eigenvectors, until all are within `tolerance` (Zhou et al., 2006, Self-Consistent-Field Calculations Using Chebyshev-Filtered Subspace Iteration). Time grows with the
 * number of edges; the matrix is never made dense.
 *
 * @param graph An undirected graph: each edge in both directions
 * @param options How many, and how exactly
 * @returns Eigenvalues and eigenvectors
 * @throws {RangeError} When there are not so many eigenvectors, or they are not found to `tolerance`
 * @throws {TypeError} When an edge has no reverse
 *
 * @example A path is laid out along a line
 * ```ts
 * import { Graph, laplacianEigenvectors, toUndirected } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assert } from "@std/assert";
 *
 * const path = toUndirected(new Graph({ numberOfNodes: 4, edgeIndex: tensor([[0, 1, 2], [1, 2, 3]], "int32") }));
 * const [a, b, c, d] = laplacianEigenvectors(path, { count: 1 }).vectors.data;
 * assert(Math.sign(a!) === Math.sign(b!) && Math.sign(c!) === Math.sign(d!) && a! * d! < 0);
 * ```
 */
export function laplacianEigenvectors(
  graph: Graph,
  { count, tolerance = 1e-6, seed = 0, dtype = "float32" }: LaplacianOptions,
): LaplacianEigenvectors {
  const matrix = normalizedAdjacency(graph, { selfLoops: false, dtype: "float64" });
  checkSymmetric(graph, matrix);
  const constant = constantDirections(graph);
  const most = graph.numberOfNodes - constant.count;
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new RangeError(
      `Cannot find eigenvectors of a graph as count must be a whole number from 1 to ${most}, its nodes less its connected parts: current count is ${count}`,
    );
  }
  const size = Math.min(most, count + Math.max(8, count));
  const random = new Random(seed);
  const draw = () => random.normal([graph.numberOfNodes], { dtype: "float64" }).data as Float64Array;
  let guess = joined(Array.from({ length: size }, draw));
  for (let round = 0; round < mostRounds; round++) {
    const columns = columnsOf(guess);
    orthonormalize(columns, constant.remove, draw);
    const { values, vectors, residuals } = ritz(matrix, joined(columns));
    if (residuals.slice(0, count).every((residual) => residual <= tolerance)) {
      return result(values.subarray(0, count), columnsOf(vectors).slice(0, count), dtype);
    }
    const cut = Math.min(values.at(-1)!, values[count - 1]! - 1e-12);
    guess = filtered(matrix, vectors, Math.max(cut, -0.9));
  }
  throw new RangeError(
    `Cannot find eigenvectors of a graph as they must be within ${tolerance} after ${mostRounds} rounds: current values lie too close; ask for another count, or a larger tolerance`,
  );
}

/** A polynomial of the matrix, at most about 1 on [−1, cut] and large above. */
function filtered(matrix: SparseMatrix, x: Tensor, cut: number): Tensor {
  const [center, half] = [(cut - 1) / 2, (cut + 1) / 2];
  const mapped = (y: Tensor) => sparseMatmul(matrix, y).sub(y.mul(center)).div(half);
  let [before, now] = [x, mapped(x)];
  for (let power = 2; power <= degree; power++) [before, now] = [now, mapped(now).mul(2).sub(before)];
  return now;
}

/** The best eigenvectors among all combinations of orthonormal columns, largest eigenvalue of the matrix first. */
function ritz(matrix: SparseMatrix, columns: Tensor) {
  const products = sparseMatmul(matrix, columns);
  const { values, vectors } = symmetricEigen(matmul(columns.transpose(), products).toArray() as number[][]);
  const turn = joined(vectors);
  const turned = matmul(columns, turn);
  const errors = matmul(products, turn).sub(turned.mul(fromValues(values, [values.length], "float64")));
  return { values, vectors: turned, residuals: sqrt(sum(errors.mul(errors), { axis: 0 })).toArray() as number[] };
}

function joined(columns: readonly Float64Array[]): Tensor {
  const [rows, count] = [columns[0]!.length, columns.length];
  const values = new Float64Array(rows * count);
  columns.forEach((column, k) => {
    for (let i = 0; i < rows; i++) values[i * count + k] = column[i]!;
  });
  return fromValues(values, [rows, count], "float64");
}

function columnsOf({ data, shape: [rows = 0, count = 0] }: Tensor): Float64Array[] {
  return Array.from({ length: count }, (_, k) => Float64Array.from({ length: rows }, (_, i) => data[i * count + k]!));
}

function result(values: Float64Array, columns: readonly Float64Array[], dtype: DType): LaplacianEigenvectors {
  const signed = columns.map((column) => {
    const largest = column.reduce((a, b) => Math.abs(b) > Math.abs(a) * (1 + 1e-9) ? b : a, 0);
    return largest < 0 ? column.map((x) => -x) : column;
  });
  return {
    values: fromValues(values.map((value) => 1 - value), [values.length], "float64").cast(dtype),
    vectors: joined(signed).cast(dtype),
  };
}

function checkSymmetric(graph: Graph, matrix: SparseMatrix): void {
  const { adjacency } = graph;
  const same = (a: Tensor, b: Tensor) => a.data.every((value, i) => value === b.data[i]);
  const reverse = adjacency.transpose();
  const { pattern } = adjacency;
  if (
    matrix.shape[0] === 0 ||
    same(pattern.indptr, reverse.pattern.indptr) && same(pattern.indices, reverse.pattern.indices) &&
      same(adjacency.values, reverse.values)
  ) return;
  throw new TypeError(
    "Cannot find eigenvectors of a graph as it must be undirected: current graph has an edge without its reverse; use removeDuplicateEdges, then toUndirected",
  );
}
