/**
 * The edge convolution.
 *
 * @module
 */
import type { Layer } from "@chainrule/nn";
import type { Shape, Tensor } from "@chainrule/tensor";
import { concat } from "@chainrule/tensor";
import type { Aggregation } from "../aggregation/aggregation.ts";
import type { EdgeList } from "../graph/graph.ts";
import { checkNodes } from "./check_nodes.ts";
import type { MessageInputs } from "./message_passing.ts";
import { MessagePassing } from "./message_passing.ts";

/** How an {@link EdgeConv} is made. */
export interface EdgeConvOptions {
  /** How the messages that reach a node become one. @default "max" */
  readonly aggregation?: Aggregation;
}

/**
 * A layer that looks at a node and at how its neighbours differ from it: made for clouds of points. 边卷积层
 *
 * Formula: `yᵢ = max over edges j→i of network([xᵢ ‖ xⱼ − xᵢ])`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[V, F]` |
 * | input of the network | `[E, 2F]` |
 * | output | `[V, M]`, as the network gives it; 0 for a node that nobody reaches |
 *
 * Edge features play no part. Source: Wang et al. (2019), Dynamic Graph CNN for Learning on Point Clouds.
 *
 * @example How far to the right is the rightmost neighbour?
 * ```ts
 * import { EdgeConv, Graph } from "@chainrule/gnn";
 * import { Dense } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[1, 2], [0, 0]], "int32") });
 * const layer = new EdgeConv(new Dense(1, { weightInitializer: () => tensor([[0, 1]]) }));
 * assertEquals(layer.forward(tensor([[5], [2], [9]]), graph).toArray(), [[4], [0], [0]]);
 * ```
 */
export class EdgeConv extends MessagePassing {
  /** What makes messages. */
  readonly network: Layer;
  #features: number | undefined;

  /**
   * Chooses network and aggregation.
   *
   * @param network A layer or model from 2F features to M
   * @param options See {@link EdgeConvOptions}
   * @throws {RangeError} When there is no such aggregation
   */
  constructor(network: Layer, { aggregation = "max" }: EdgeConvOptions = {}) {
    super(aggregation);
    this.network = network;
  }

  /** Half of what the network knows. */
  override get knownInputShape(): Shape | null {
    const features = this.network.knownInputShape?.at(-1);
    return features === undefined ? null : [1, features / 2];
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
   * @returns Shape `[V, M]`
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   */
  forward(x: Tensor, graph: EdgeList): Tensor {
    checkNodes("EdgeConv", x.shape, graph.numberOfNodes, this.#features ?? this.knownInputShape?.at(-1));
    this.ensureBuilt(x.shape);
    return this.propagate(graph, x);
  }

  /** The network of the target and how the source differs from it. */
  protected override message({ source, target }: MessageInputs): Tensor {
    return this.network.forward(concat([target, source.sub(target)], 1));
  }
}
