/**
 * The two-layer graph convolutional network.
 *
 * @module
 */
import { relu } from "@chainrule/activations";
import { Dropout, Module } from "@chainrule/nn";
import type { DType, SparseMatrix, Tensor } from "@chainrule/tensor";
import { isSparseMatrix } from "@chainrule/tensor";
import type { EdgeList } from "../graph/graph.ts";
import { GCNConv } from "../layers/gcn_conv.ts";

/** How a {@link GCN} is made. */
export interface GCNOptions {
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** The number of hidden units. @default 16 */
  readonly hiddenUnits?: number;
  /** The share of inputs of each layer that is silenced in training. @default 0.5 */
  readonly dropout?: number;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A graph convolutional network of two layers, with the settings of the paper. 图卷积网络
 *
 * Formula (§4.2.3): `Z = Â relu(Â X W₁ᵀ + b₁) W₂ᵀ + b₂`, with dropout before each layer. Source: Kipf and Welling (2017),
 * Semi-Supervised Classification with Graph Convolutional Networks.
 *
 * The paper decays the weights of the first layer only: give the optimizer `model.first` and `model.second` apart.
 *
 * @example Scores of four classes for the members of the karate club
 * ```ts
 * import { GCN, karateClub } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, features } = karateClub();
 * const model = new GCN(4);
 * assertEquals(model.forward(features, graph).shape, [34, 4]);
 * assertEquals(model.parameters().map((p) => p.shape), [[16, 34], [16], [4, 16], [4]]);
 * ```
 */
export class GCN extends Module {
  /** The layer from features to hidden units. */
  readonly first: GCNConv;
  /** The layer from hidden units to classes. */
  readonly second: GCNConv;
  /** What silences inputs in training. */
  readonly dropout: Dropout;

  /**
   * Chooses the sizes.
   *
   * @param classes The number of classes
   * @param options See {@link GCNOptions}
   */
  constructor(classes: number, options: GCNOptions = {}) {
    super();
    const { hiddenUnits = 16, dropout = 0.5, dtype = "float32", inputDim } = options;
    this.first = new GCNConv(hiddenUnits, { dtype, ...(inputDim !== undefined && { inputDim }) });
    this.second = new GCNConv(classes, { dtype, inputDim: hiddenUnits });
    this.dropout = new Dropout(dropout);
  }

  /**
   * The scores of each node.
   *
   * @param x The features of the nodes, shape `[V, F]`; of sparse ones, dropout silences stored values
   * @param graph The graph, or a list of edges whose tensors may be arguments of a compiled function
   * @returns Logits, shape `[V, C]`
   */
  forward(x: Tensor | SparseMatrix, graph: EdgeList): Tensor {
    const hidden = relu(this.first.forward(this.#dropped(x), graph));
    return this.second.forward(this.dropout.forward(hidden), graph);
  }

  #dropped(x: Tensor | SparseMatrix): Tensor | SparseMatrix {
    return isSparseMatrix(x) ? x.withValues(this.dropout.forward(x.values)) : this.dropout.forward(x);
  }
}
