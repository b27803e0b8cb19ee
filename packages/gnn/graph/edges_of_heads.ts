/**
 * The edges of a graph once for each head of attention.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues, log, outsideTrace, SparsePattern } from "@chainrule/tensor";
import { addSelfLoops } from "./add_self_loops.ts";
import type { Graph } from "./graph.ts";

/**
 * The K pairs of nodes that are connected, in the order of a sparse matrix; and a larger matrix in which node v of head h is row and column
 * `v · heads + h`, so that one product sums over the neighbours of all heads: no head is connected with another.
 */
export interface EdgesOfHeads {
  /** The node that each edge leaves, shape `[K]`. */
  readonly sources: Tensor;
  /** The node that each edge enters, shape `[K]`. */
  readonly targets: Tensor;
  /** The logarithm of the number of parallel edges that each one stands for, shape `[K, 1]`, float64; null where all stand for themselves. */
  readonly logCounts: Tensor | null;
  /** The edges of all heads, shape `[V · heads, V · heads]`. */
  readonly pattern: SparsePattern;
  /** Where the value of each stored place is among values of shape `[K, heads]`; null where these are in order. */
  readonly places: Tensor | null;
}

/** Edges that depend on the graph alone; they go when their graph goes. */
const remembered = /* @__PURE__ */ new WeakMap<Graph, Map<string, EdgesOfHeads>>();

/** The edges of a graph for `heads` heads, made once. */
export function edgesOfHeads(graph: Graph, heads: number, selfLoops: boolean): EdgesOfHeads {
  const known = remembered.get(graph) ?? new Map<string, EdgesOfHeads>();
  remembered.set(graph, known);
  const key = `${heads} ${selfLoops}`;
  const edges = known.get(key) ?? outsideTrace(() => make(selfLoops ? addSelfLoops(graph) : graph, heads));
  known.set(key, edges);
  return edges;
}

function make({ adjacency: { pattern, values } }: Graph, heads: number): EdgesOfHeads {
  return {
    sources: pattern.indices,
    targets: pattern.rowIndices,
    logCounts: values.data.some((count) => count !== 1) ? log(values.cast("float64")).reshape([-1, 1]) : null,
    ...(heads === 1 ? { pattern, places: null } : once(pattern, heads)),
  };
}

function once({ shape: [nodes], size, indptr, indices }: SparsePattern, heads: number): {
  readonly pattern: SparsePattern;
  readonly places: Tensor;
} {
  const starts = new Int32Array(nodes * heads + 1);
  const columns = new Int32Array(size * heads);
  const places = new Int32Array(size * heads);
  let stored = 0;
  for (let node = 0; node < nodes; node++) {
    for (let head = 0; head < heads; head++) {
      for (let edge = indptr.data[node]!; edge < indptr.data[node + 1]!; edge++) {
        columns[stored] = indices.data[edge]! * heads + head;
        places[stored++] = edge * heads + head;
      }
      starts[node * heads + head + 1] = stored;
    }
  }
  const pattern = new SparsePattern([nodes * heads, nodes * heads], { indptr: starts, indices: columns });
  return { pattern, places: fromValues(places, [places.length], "int32") };
}
