/**
 * What is known about whole graphs, learned from their nodes and told to them.
 *
 * @module
 */
import type { Layer } from "@chainrule/nn";
import { Module } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";
import { concat, gather, ShapeError } from "@chainrule/tensor";
import type { GlobalPooling } from "./global_pool.ts";
import { checkPooling, globalPool } from "./global_pool.ts";

/**
 * Gives each node what is known about its graph: row `graphOfNode[i]` for node i.
 *
 * @param graphFeatures What is known about each graph, shape `[B, G]`
 * @param graphOfNode The graph that each node belongs to, int32 `[V]`
 * @returns Shape `[V, G]`
 * @throws {RangeError} When a node belongs to no graph in `[0, B)`
 *
 * @example A temperature for each of two graphs
 * ```ts
 * import { spreadToNodes } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(spreadToNodes(tensor([[20], [37]]), tensor([0, 1, 1], "int32")).toArray(), [[20], [37], [37]]);
 * ```
 */
export function spreadToNodes(graphFeatures: Tensor, graphOfNode: Tensor): Tensor {
  return gather(graphFeatures, graphOfNode);
}

/**
 * New features of whole graphs from their old ones and their nodes. 全局特征更新
 *
 * Formula: `u'_b = φ([u_b ; pool of xᵢ over the nodes i of graph b])`. Source: Battaglia et al. (2018), Relational Inductive Biases, Deep Learning, and Graph Networks,
 * section 3.2, without edges.
 *
 * | what | shape |
 * | --- | --- |
 * | `graphFeatures` (u) | `[B, G]` |
 * | `x` | `[V, F]` |
 * | input of φ | `[B, G + F]` |
 *
 * @example The sum of the nodes beside what was known
 * ```ts
 * import { GraphUpdate } from "@chainrule/gnn";
 * import { Activation } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const update = new GraphUpdate(new Activation("relu"));
 * const u = update.forward(tensor([[7], [8]]), tensor([[1], [2], [3]]), tensor([0, 1, 1], "int32"));
 * assertEquals(u.toArray(), [[7, 1], [8, 5]]);
 * ```
 */
export class GraphUpdate extends Module {
  /** What makes the new features of old ones and pooled nodes (φ). */
  readonly network: Layer;
  /** How nodes become one row. */
  readonly pooling: GlobalPooling;

  /**
   * Chooses what is learned.
   *
   * @param network What makes the new features, from `[B, G + F]`
   * @param pooling How nodes become one row
   * @throws {RangeError} When there is no such pooling
   */
  constructor(network: Layer, pooling: GlobalPooling = "sum") {
    super();
    checkPooling("make GraphUpdate", pooling);
    this.network = network;
    this.pooling = pooling;
  }

  /**
   * The new features of the graphs.
   *
   * @param graphFeatures What is known about each graph, shape `[B, G]`
   * @param x The features of the nodes, shape `[V, F]`
   * @param graphOfNode The graph that each node belongs to, int32 `[V]`
   * @returns What φ gives
   * @throws {ShapeError} When there is not a row for each graph or one graph for each node
   * @throws {RangeError} When a node belongs to no graph in `[0, B)`
   */
  forward(graphFeatures: Tensor, x: Tensor, graphOfNode: Tensor): Tensor {
    if (graphFeatures.rank !== 2) {
      throw new ShapeError(
        "GraphUpdate",
        [graphFeatures.shape],
        "Cannot apply GraphUpdate as graphFeatures must have shape [B, G], a row for each graph",
      );
    }
    const pooled = globalPool(x, graphOfNode, graphFeatures.shape[0]!, this.pooling);
    return this.network.forward(concat([graphFeatures, pooled], 1));
  }
}
