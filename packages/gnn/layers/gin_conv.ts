/**
 * The graph isomorphism layer.
 *
 * @module
 */
import type { Layer } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { full, Variable } from "@chainrule/tensor";
import type { EdgeList } from "../graph/graph.ts";
import { isGraph } from "../graph/is_graph.ts";
import { normalizedAdjacency } from "../graph/normalized_adjacency.ts";
import { checkNodes } from "./check_nodes.ts";
import { MessagePassing } from "./message_passing.ts";

/** How a {@link GINConv} is made. */
export interface GINConvOptions {
  /** The first ε: how much more than its neighbours a node counts. @default 0 */
  readonly epsilon?: number;
  /** Whether ε is learned. @default false */
  readonly learnable?: boolean;
  /** The dtype of ε. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A layer that tells neighbourhoods apart wherever the test of Weisfeiler and Leman does: sums count how often each neighbour comes. 图同构层
 *
 * Formula: `yᵢ = network((1 + ε) xᵢ + Σⱼ xⱼ)` over the edges j→i
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[V, F]` |
 * | `epsilon` ε | `[]` |
 * | output | `[V, M]`, as the network gives it |
 *
 * Source: Xu, Hu, Leskovec and Jegelka (2019), How Powerful Are Graph Neural Networks?
 *
 * @example Two dense layers
 * ```ts
 * import { GINConv, karateClub } from "@chainrule/gnn";
 * import { Dense, Sequential } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, features } = karateClub();
 * const layer = new GINConv(new Sequential([new Dense(8, { activation: "relu" }), new Dense(4)]));
 * assertEquals(layer.forward(features, graph).shape, [34, 4]);
 * ```
 */
export class GINConv extends MessagePassing {
  /** What sums go through. */
  readonly network: Layer;
  /** How much more than its neighbours a node counts. */
  readonly epsilon: Variable;
  #features: number | undefined;

  /**
   * Chooses network and ε.
   *
   * @param network A layer or model from F features to M
   * @param options See {@link GINConvOptions}
   * @throws {RangeError} When ε is not finite
   */
  constructor(network: Layer, { epsilon = 0, learnable = false, dtype = "float32" }: GINConvOptions = {}) {
    super("sum");
    if (!Number.isFinite(epsilon)) {
      throw new RangeError(`Cannot make GINConv as epsilon must be finite: current epsilon is ${epsilon}`);
    }
    this.network = network;
    this.epsilon = new Variable(full([], epsilon, dtype), { name: "epsilon", trainable: learnable });
  }

  /** What the network knows. */
  override get knownInputShape(): Shape | null {
    return this.network.knownInputShape;
  }

  /** The dtype of ε. */
  override get dtype(): DType {
    return this.epsilon.dtype;
  }

  /** True: messages are the features of sources. */
  protected override get linear(): boolean {
    return true;
  }

  /** Notes the number of features. */
  protected override build(inputShape: Shape): void {
    this.#features = inputShape.at(-1);
  }

  /**
   * The new features.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graph The graph, or a list of edges whose tensors may be arguments of a compiled function
   * @returns What the network gives, shape `[V, M]`
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   */
  forward(x: Tensor, graph: EdgeList): Tensor {
    checkNodes("GINConv", x.shape, graph.numberOfNodes, this.#features ?? this.knownInputShape?.at(-1));
    this.ensureBuilt(x.shape);
    const options = { selfLoops: false, normalization: "none", dtype: x.dtype } as const;
    return this.propagate(isGraph(graph) ? normalizedAdjacency(graph, options) : graph, x);
  }

  /** The network of the node and the sum over its neighbours. */
  protected override update(aggregated: Tensor, nodes: Tensor): Tensor {
    return this.network.forward(nodes.mul(this.epsilon.value.add(1)).add(aggregated));
  }
}
