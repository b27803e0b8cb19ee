/**
 * The two-layer graph attention network.
 *
 * @module
 */
import { elu } from "@chainrule/activations";
import { Dropout, Module } from "@chainrule/nn";
import type { DType, SparseMatrix, Tensor } from "@chainrule/tensor";
import { isSparseMatrix } from "@chainrule/tensor";
import type { EdgeList } from "../graph/graph.ts";
import { GATConv } from "../layers/gat_conv.ts";

/** How a {@link GAT} is made. */
export interface GATOptions {
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** The number of hidden units of each head. @default 8 */
  readonly hiddenUnits?: number;
  /** The number of heads of the first layer. @default 8 */
  readonly heads?: number;
  /** The number of heads of the second layer, whose scores are averaged. @default 1 */
  readonly outputHeads?: number;
  /** The share of inputs of each layer, and of attention coefficients, that is silenced in training. @default 0.6 */
  readonly dropout?: number;
  /** Which scores attention has; see `GATConv`. @default 1 */
  readonly version?: 1 | 2;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A graph attention network of two layers, with the settings of the paper. 图注意力网络
 *
 * Formula (§4.2.3): `Z = attention₂(elu(attention₁(X)))`, heads side by side in the first layer and averaged in the second, with dropout before each layer and
 * on attention. Source: Veličković et al. (2018), Graph Attention Networks.
 *
 * @example Scores of four classes for the members of the karate club
 * ```ts
 * import { GAT, karateClub } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, features } = karateClub();
 * const model = new GAT(4);
 * assertEquals(model.forward(features, graph).shape, [34, 4]);
 * assertEquals(model.first.parameters().map((p) => p.shape), [[64, 34], [2, 8, 8], [64]]);
 * assertEquals(model.second.parameters().map((p) => p.shape), [[4, 64], [2, 1, 4], [4]]);
 * ```
 */
export class GAT extends Module {
  /** The layer from features to hidden units. */
  readonly first: GATConv;
  /** The layer from hidden units to classes. */
  readonly second: GATConv;
  /** What silences inputs in training. */
  readonly dropout: Dropout;

  /**
   * Chooses the sizes.
   *
   * @param classes The number of classes
   * @param options See {@link GATOptions}
   * @throws {RangeError} When a count is not a positive whole number, the share is outside [0, 1], or there is no such version
   */
  constructor(classes: number, options: GATOptions = {}) {
    super();
    const { inputDim, hiddenUnits = 8, heads = 8, outputHeads = 1, dropout = 0.6, version = 1, dtype = "float32" } =
      options;
    const shared = { dropout, version, dtype };
    this.first = new GATConv(hiddenUnits, { ...shared, heads, ...(inputDim !== undefined && { inputDim }) });
    this.second = new GATConv(classes, {
      ...shared,
      heads: outputHeads,
      merge: "mean",
      inputDim: heads * hiddenUnits,
    });
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
    const hidden = elu(this.first.forward(this.#dropped(x), graph));
    return this.second.forward(this.dropout.forward(hidden), graph);
  }

  #dropped(x: Tensor | SparseMatrix): Tensor | SparseMatrix {
    return isSparseMatrix(x) ? x.withValues(this.dropout.forward(x.values)) : this.dropout.forward(x);
  }
}
