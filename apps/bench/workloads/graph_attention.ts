/**
 * The graph attention network on the citation graph.
 *
 * @module
 */
import { elu, leakyRelu } from "@chainrule/activations";
import type { Graph } from "@chainrule/gnn";
import { Dropout, Module, softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import {
  fromValues,
  gather,
  isSparseMatrix,
  log,
  matmul,
  segmentSoftmax,
  slice,
  sparseMatmul,
} from "@chainrule/tensor";
import { SparseMatrix, SparsePattern, transpose, Variable } from "@chainrule/tensor";
import { citationGraph } from "./citation_graph.ts";
import type { Compile } from "./compile.ts";
import { uniform } from "./hashed.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

/** The sizes of a layer. */
interface Sizes {
  readonly inputs: number;
  readonly heads: number;
  /** The number of features that each head puts out. */
  readonly outputs: number;
}

/** Training one, 8 heads of 8 features and then one of 7, on the classes of all papers. */
export function graphAttentionTraining(compile: Compile, dropout: number): Training {
  const { graph, features, classes } = citationGraph();
  const first = new GraphAttention(graph, { inputs: features.shape[1], heads: 8, outputs: 8 }, dropout);
  const second = new GraphAttention(graph, { inputs: 64, heads: 1, outputs: 7 }, dropout);
  const parameters = [...first.parameters(), ...second.parameters()];
  return trainingOf(compile, {
    parameters,
    optimizer: new Adam(parameters, { learningRate: 0.005, weightDecay: 5e-4 }),
    loss: (classes: Tensor) => softmaxCrossEntropy(second.forward(elu(first.forward(features))), classes),
    inputs: [classes],
  });
}

/**
 * A layer of graph attention (Veličković et al., 2018). Scores are rows of edges with a column for each head. For the sums over neighbours,
 * node v of head h is row `v · heads + h` of one sparse matrix, so that one product does all heads.
 */
class GraphAttention extends Module {
  /** Shape `[heads · outputs, inputs]`. */
  readonly weight: Variable;
  /** What sources (0) and targets (1) of edges say, shape `[2, heads, outputs]`. */
  readonly attention: Variable;
  /** Shape `[heads · outputs]`. */
  readonly bias: Variable;
  readonly #sizes: Sizes;
  readonly #dropout: Dropout;
  /** Ones at the edges, from column to row; where k edges connect the same nodes, k. */
  readonly #edges: SparseMatrix;
  readonly #heads: EdgesOfHeads;

  constructor(graph: Graph, sizes: Sizes, dropout: number) {
    super();
    const { inputs, heads, outputs } = sizes;
    this.#sizes = sizes;
    this.weight = new Variable(uniform([heads * outputs, inputs], 2, 0.06), { name: "weight" });
    this.attention = new Variable(uniform([2, heads, outputs], 3, 0.3), { name: "attention" });
    this.bias = new Variable(uniform([heads * outputs], 5, 0.01), { name: "bias" });
    this.#dropout = new Dropout(dropout);
    this.#edges = graph.adjacency;
    this.#heads = edgesOfHeads(this.#edges.pattern, heads);
  }

  /** From features of nodes, `[V, inputs]`, to features of nodes, `[V, heads · outputs]`. */
  forward(x: Tensor | SparseMatrix): Tensor {
    const { heads, outputs } = this.#sizes;
    const nodes = x.shape[0]!;
    const features = this.#transformed(x).reshape([nodes, heads, outputs]);
    const says = (end: number) => features.mul(slice(this.attention, [end], [end + 1])).sum({ axis: 2 });
    const { indices: sources, rowIndices: targets } = this.#edges.pattern;
    const told = leakyRelu(gather(says(0), sources).add(gather(says(1), targets)), 0.2);
    // So k edges count k times.
    const scores = told.add(log(this.#edges.values).reshape([-1, 1]));
    const weights = this.#dropout.forward(segmentSoftmax(scores, targets, nodes));
    const matrix = new SparseMatrix(this.#heads.pattern, gather(weights.reshape([-1]), this.#heads.places));
    return sparseMatmul(matrix, features.reshape([nodes * heads, outputs])).reshape([nodes, heads * outputs]).add(
      this.bias,
    );
  }

  #transformed(x: Tensor | SparseMatrix): Tensor {
    const weight = transpose(this.weight);
    return isSparseMatrix(x)
      ? sparseMatmul(x.withValues(this.#dropout.forward(x.values)), weight)
      : matmul(this.#dropout.forward(x), weight);
  }
}

/** The edges of a graph once for each head: no head is connected with another. */
interface EdgesOfHeads {
  readonly pattern: SparsePattern;
  /** Where the value of each stored place is among values of edges with a column for each head. */
  readonly places: Tensor;
}

function edgesOfHeads({ shape: [nodes], size, indptr, indices }: SparsePattern, heads: number): EdgesOfHeads {
  const rows = new Int32Array(nodes * heads + 1);
  const columns = new Int32Array(size * heads);
  const places = new Int32Array(size * heads);
  let stored = 0;
  for (let row = 0; row < nodes * heads; row++) {
    const [node, head] = [Math.floor(row / heads), row % heads];
    for (let edge = indptr.data[node]!; edge < indptr.data[node + 1]!; edge++) {
      columns[stored] = indices.data[edge]! * heads + head;
      places[stored++] = edge * heads + head;
    }
    rows[row + 1] = stored;
  }
  const pattern = new SparsePattern([nodes * heads, nodes * heads], { indptr: rows, indices: columns });
  return { pattern, places: fromValues(places, [places.length], "int32") };
}
