/**
 * From nodes to graphs, by attention.
 *
 * @module
 */
import type { Layer } from "@chainrule/nn";
import { Dense, Module } from "@chainrule/nn";
import type { DType, Tensor } from "@chainrule/tensor";
import { segmentSoftmax, segmentSum } from "@chainrule/tensor";

/** How an {@link AttentionPool} is made. */
export interface AttentionPoolOptions {
  /** What scores the nodes: `[V, F]` to `[V, 1]`, or to as many columns as the output has. @default new Dense(1) */
  readonly score?: Layer;
  /** What is added up: `[V, F]` to `[V, M]`. @default the features themselves */
  readonly value?: Layer;
  /** The dtype of the default score. @default "float32" */
  readonly dtype?: DType;
}

/**
 * One row for each graph of a batch: a mean over its nodes, weighted by how much attention each gets. 注意力池化
 *
 * Formula: `y_b = Σ aᵢ value(xᵢ)`, `aᵢ = exp(score(xᵢ)) / Σ exp(score(xⱼ))` over the nodes of graph b
 *
 * | what | shape |
 * | --- | --- |
 * | `x` | `[V, F]` |
 * | `graphOfNode` | `[V]` |
 * | output | `[B, M]`; `[B, F]` without `value` |
 *
 * A graph without nodes gives 0. Source: Li et al. (2016), Gated Graph Sequence Neural Networks, section 4, with a softmax over nodes for the gate.
 *
 * @example Nodes that are alike get equal attention
 * ```ts
 * import { AttentionPool } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const pool = new AttentionPool();
 * assertEquals(pool.forward(tensor([[2], [2], [5]]), tensor([0, 0, 1], "int32"), 2).toArray(), [[2], [5]]);
 * ```
 */
export class AttentionPool extends Module {
  /** What scores the nodes. */
  readonly score: Layer;
  /** What is added up, or null where features are added up as they are. */
  readonly value: Layer | null;

  /**
   * Chooses what scores nodes and what is added up.
   *
   * @param options See {@link AttentionPoolOptions}
   */
  constructor({ score, value, dtype = "float32" }: AttentionPoolOptions = {}) {
    super();
    this.score = score ?? new Dense(1, { dtype });
    this.value = value ?? null;
  }

  /**
   * The weighted means.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graphOfNode The graph that each node belongs to, int32 `[V]`
   * @param numberOfGraphs The number of graphs, B
   * @returns Shape `[B, M]`
   * @throws {ShapeError} When there is not one graph for each node, or the score has neither one column nor as many as the output
   * @throws {RangeError} When a node belongs to no graph in `[0, B)`
   */
  forward(x: Tensor, graphOfNode: Tensor, numberOfGraphs: number): Tensor {
    const values = this.value === null ? x : this.value.forward(x);
    return segmentSum(this.attention(x, graphOfNode, numberOfGraphs).mul(values), graphOfNode, numberOfGraphs);
  }

  /**
   * How much attention each node gets in its graph: for pictures.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graphOfNode The graph that each node belongs to, int32 `[V]`
   * @param numberOfGraphs The number of graphs
   * @returns Shape `[V, 1]`; adds up to 1 in each graph that has nodes
   */
  attention(x: Tensor, graphOfNode: Tensor, numberOfGraphs: number): Tensor {
    return segmentSoftmax(this.score.forward(x), graphOfNode, numberOfGraphs);
  }
}
