/**
 * A made-up graph of the size of Cora.
 *
 * @module
 */
import { Graph } from "@chainrule/gnn";
import type { Tensor } from "@chainrule/tensor";
import { fromValues, SparseMatrix } from "@chainrule/tensor";
import { hashed, labels } from "./hashed.ts";

const nodes = 2708;
const links = 5278;
const words = 1433;
const shareOfWords = 0.0127;

/** Papers that cite papers, the words that each has, and its class. */
export interface CitationGraph {
  /** 2708 nodes; 10556 directed edges and a loop at each node. */
  readonly graph: Graph;
  /** Ones where a paper has a word, shape `[2708, 1433]`. */
  readonly features: SparseMatrix;
  /** One of seven classes, shape `[2708]`. */
  readonly classes: Tensor;
}

/** The same graph each time. */
export function citationGraph(): CitationGraph {
  return { graph: makeGraph(), features: makeFeatures(), classes: labels(nodes, 7, 4) };
}

function makeGraph(): Graph {
  const edges = 2 * links + nodes;
  const ends = new Int32Array(2 * edges);
  const connect = (edge: number, source: number, target: number) => {
    ends[edge] = source;
    ends[edges + edge] = target;
  };
  for (let i = 0; i < links; i++) {
    // Squared, so that some papers are cited far more often than others.
    const a = Math.floor(hashed(i, 1) * hashed(i, 1) * nodes);
    const b = Math.floor(hashed(i, 2) * nodes);
    connect(i, a, b);
    connect(links + i, b, a);
  }
  for (let i = 0; i < nodes; i++) connect(2 * links + i, i, i);
  return new Graph({ numberOfNodes: nodes, edgeIndex: fromValues(ends, [2, edges], "int32") });
}

function makeFeatures(): SparseMatrix {
  const rows: number[] = [];
  const columns: number[] = [];
  for (let i = 0; i < nodes * words; i++) {
    if (hashed(i, 3) >= shareOfWords) continue;
    rows.push(Math.floor(i / words));
    columns.push(i % words);
  }
  return SparseMatrix.fromCoo({ rows, columns, shape: [nodes, words] });
}
