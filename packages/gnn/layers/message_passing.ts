/**
 * The frame that graph layers are written in.
 *
 * @module
 */
import { Module } from "@chainrule/nn";
import type { SparseMatrix, Tensor } from "@chainrule/tensor";
import { gather, isSparseMatrix, sparseMatmul } from "@chainrule/tensor";
import type { Aggregation } from "../aggregation/aggregation.ts";
import { aggregate, checkAggregation } from "../aggregation/aggregation.ts";
import type { EdgeList } from "../graph/graph.ts";
import { weightedEdges } from "../graph/weighted_edges.ts";
import { checkEdges } from "./check_nodes.ts";

/** What a message may depend on. Features of the ends are gathered when they are first asked for. */
export class MessageInputs {
  /** The edges that messages travel along. */
  readonly edges: EdgeList;
  readonly #nodes: Tensor;
  #source: Tensor | null = null;
  #target: Tensor | null = null;

  /**
   * Looks at nodes through edges.
   *
   * @param edges The edges
   * @param nodes The features of the nodes, shape `[V, D]`
   */
  constructor(edges: EdgeList, nodes: Tensor) {
    this.edges = edges;
    this.#nodes = nodes;
  }

  /** The features of the node that each edge leaves, shape `[E, D]`. */
  get source(): Tensor {
    return this.#source ??= gather(this.#nodes, this.edges.sources);
  }

  /** The features of the node that each edge enters, shape `[E, D]`. */
  get target(): Tensor {
    return this.#target ??= gather(this.#nodes, this.edges.targets);
  }

  /**
   * The features of each edge, shape `[E, D]`.
   *
   * @throws {TypeError} When the edges have none
   */
  get edge(): Tensor {
    const { edgeFeatures } = this.edges;
    if (edgeFeatures !== null) return edgeFeatures;
    throw new TypeError(
      "Cannot make messages of edge features as the graph must have some: current edgeFeatures are missing; give them to new Graph",
    );
  }
}

/**
 * A layer in which nodes hear from their neighbours: each edge carries a message from its source to its target, a node
 * aggregates what reaches it, and updates itself. 消息传递
 *
 * Formula (§4.2.3): `h'ᵢ = update(aggregate over edges j→i of message(hⱼ, hᵢ, eⱼᵢ), hᵢ)`. Source: Gilmer et al. (2017), Neural Message
 * Passing for Quantum Chemistry.
 *
 * A layer overrides `message`, `aggregate` or `update`, and calls `propagate` in its `forward`. If its messages are linear
 * (`message` is `edge · source`, summed), then it says so in `linear`, and going along the elements of a sparse matrix becomes one
 * product.
 *
 * @example How much larger is the largest neighbour?
 * ```ts
 * import { Graph, MessagePassing } from "@chainrule/gnn";
 * import type { MessageInputs } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import type { Tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * class LargestRise extends MessagePassing {
 *   forward(x: Tensor, graph: Graph): Tensor {
 *     return this.propagate(graph, x);
 *   }
 *   protected override message({ source, target }: MessageInputs): Tensor {
 *     return source.sub(target);
 *   }
 * }
 * const graph = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1], [2, 2]], "int32") });
 * assertEquals(new LargestRise("max").forward(tensor([[5], [9], [2]]), graph).toArray(), [[0], [0], [7]]);
 * ```
 */
export abstract class MessagePassing extends Module {
  /** How messages become one. */
  readonly aggregation: Aggregation;

  /**
   * Chooses how messages become one.
   *
   * @param aggregation A name, a function or a module; all work feature by feature unless it says otherwise
   * @throws {RangeError} When there is no such aggregation
   */
  constructor(aggregation: Aggregation = "sum") {
    super();
    checkAggregation(this.name, aggregation);
    this.aggregation = aggregation;
  }

  /** Whether `message` is `edge · source` and messages are summed, so that a sparse product says it all. */
  protected get linear(): boolean {
    return false;
  }

  /** The message along each edge, shape `[E, D]`; the features of its source unless a layer says otherwise. */
  protected message(inputs: MessageInputs): Tensor {
    return inputs.source;
  }

  /** What each node makes of the messages that reach it, shape `[V, D]`. */
  protected aggregate(messages: Tensor, { targets, numberOfNodes }: EdgeList): Tensor {
    return aggregate(this.aggregation, messages, targets, numberOfNodes);
  }

  /** The new features of each node, from what it aggregated and what it was; what it aggregated unless a layer says otherwise. */
  protected update(aggregated: Tensor, _nodes: Tensor): Tensor {
    return aggregated;
  }

  /**
   * Sends messages along edges, aggregates them and updates the nodes.
   *
   * @param edges A graph or a list of edges, whose tensors may be arguments of a compiled function; or a sparse matrix whose elements
   * are edges with one feature
   * @param nodes The features of the nodes, shape `[V, D]`
   * @returns The new features of the nodes
   * @throws {ShapeError} When there are not as many sources as targets as rows of edge features
   */
  protected propagate(edges: EdgeList | SparseMatrix, nodes: Tensor): Tensor {
    if (isSparseMatrix(edges) && this.linear) {
      return this.update(sparseMatmul(edges, nodes), nodes);
    }
    const list = isSparseMatrix(edges) ? weightedEdges(edges) : edges;
    checkEdges(this.name, list);
    const messages = this.message(new MessageInputs(list, nodes));
    return this.update(this.aggregate(messages, list), nodes);
  }
}
