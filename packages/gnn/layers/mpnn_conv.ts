/**
 * The layer of message passing networks, with learned messages and a learned update.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { ActivationName } from "@chainrule/activations";
import type { Layer } from "@chainrule/nn";
import { Dense, GRUCell } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { concat, ShapeError } from "@chainrule/tensor";
import type { Aggregation } from "../aggregation/aggregation.ts";
import type { EdgeList } from "../graph/graph.ts";
import { checkCount } from "./check_count.ts";
import { checkNodes } from "./check_nodes.ts";
import type { MessageInputs } from "./message_passing.ts";
import { MessagePassing } from "./message_passing.ts";

/** What an activation of a {@link MPNNConv} may be. */
export type MPNNActivation = ActivationName | ((z: Tensor) => Tensor);

/** How a {@link MPNNConv} is made. */
export interface MPNNConvOptions {
  /** `concat`: a network of target, source and edge; `matrix`: the source times a matrix that a network makes of the edge. @default "concat" */
  readonly message?: "concat" | "matrix";
  /** The number of features of a message. @default units */
  readonly messageUnits?: number;
  /** What the net input of a message, or the matrix of an edge, goes through. @default "relu" for concat, nothing for matrix */
  readonly messageActivation?: MPNNActivation;
  /** A network of one's own in place of the one dense layer: from `[E, 2F + D]` to `[E, M]`, for matrix from `[E, D]` to `[E, F · M]`. */
  readonly messageNetwork?: Layer;
  /** How the messages that reach a node become one. @default "sum" */
  readonly aggregation?: Aggregation;
  /**
   * `dense`: a dense layer of the node beside what it aggregated; `add`: a dense layer of the node, plus what it aggregated; `gru`: a gated
   * recurrent unit whose state is the node and whose input is what it aggregated. @default "dense"
   */
  readonly update?: "dense" | "add" | "gru";
  /** What the new features go through. @default nothing */
  readonly activation?: MPNNActivation;
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** The number of features of an edge; left out, it is taken from the first input. */
  readonly edgeDim?: number;
  /** Whether the layers have biases. @default true */
  readonly useBias?: boolean;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A message passing layer that learns what travels along an edge, edge features included, and what a node makes of it. 消息传递神经网络层
 *
 * Formula (§4.2.3), message `concat`: `mⱼᵢ = f(Wₘ [xᵢ ‖ xⱼ ‖ eⱼᵢ] + bₘ)`; message `matrix`: `mⱼᵢ = xⱼ A(eⱼᵢ)` with a matrix `A` of shape `[F, M]` for each
 * edge, from a network of its features
 *
 * Update `dense`: `yᵢ = g(Wᵤ [xᵢ ‖ aᵢ] + bᵤ)` with `aᵢ = Σⱼ mⱼᵢ`; update `add`: `yᵢ = g(Wᵤ xᵢ + bᵤ + aᵢ)`;
 * update `gru`: `yᵢ = g(GRU(aᵢ, xᵢ))`, for which F is `units`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[V, F]`, with edge features `[E, D]` (none for concat if there are none) |
 * | weight of `messageNetwork` | `[M, 2F + D]`; for matrix `[F · M, D]` |
 * | weight of `updateNetwork` | `[units, F + M]`; for add `[units, F]`; for gru see `GRUCell` |
 * | output | `[V, units]` |
 *
 * Source: Gilmer et al. (2017), Neural Message Passing for Quantum Chemistry; with matrix and add also Simonovsky and Komodakis (2017), Dynamic
 * Edge-Conditioned Filters in Convolutional Neural Networks on Graphs.
 *
 * @example Two atoms and a bond
 * ```ts
 * import { Graph, MPNNConv } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const ends = tensor([[0, 1], [1, 0]], "int32");
 * const molecule = new Graph({ numberOfNodes: 2, edgeIndex: ends, edgeFeatures: tensor([[1, 0, 0], [1, 0, 0]]) });
 * const layer = new MPNNConv(8, { activation: "relu" });
 * assertEquals(layer.forward(tensor([[6, 1], [8, 0]]), molecule).shape, [2, 8]);
 * ```
 */
export class MPNNConv extends MessagePassing {
  /** The number of features of a node in the output. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: MPNNConvOptions;
  /** What makes messages, or matrices of edges, once built. */
  messageNetwork: Layer | null;
  /** What a node goes through to be updated, once built. */
  updateNetwork: Dense | GRUCell | null = null;
  readonly #messageUnits: number;
  readonly #activation: ((z: Tensor) => Tensor) | null;
  #features: number | undefined;

  /**
   * Chooses sizes, messages and update.
   *
   * @param units The number of features of a node in the output
   * @param options See {@link MPNNConvOptions}
   * @throws {RangeError} When a count is not a positive whole number, or there is no such message, update or aggregation
   */
  constructor(units: number, options: MPNNConvOptions = {}) {
    super(options.aggregation ?? "sum");
    checkCount("MPNNConv", "units", units);
    for (const what of ["messageUnits", "inputDim", "edgeDim"] as const) {
      if (options[what] !== undefined) checkCount("MPNNConv", what, options[what]);
    }
    checkChoice("message", options.message ?? "concat", ["concat", "matrix"]);
    checkChoice("update", options.update ?? "dense", ["dense", "add", "gru"]);
    if (options.update === "gru" && (options.inputDim ?? units) !== units) {
      throw new RangeError(
        `Cannot make MPNNConv as inputDim must be units for the update gru: current inputDim is ${options.inputDim}, units is ${units}`,
      );
    }
    this.units = units;
    this.options = options;
    this.messageNetwork = options.messageNetwork ?? null;
    this.#messageUnits = options.messageUnits ?? units;
    const { activation } = options;
    this.#activation = typeof activation === "string" ? activationFromName(activation) : activation ?? null;
    this.#features = options.update === "gru" ? units : options.inputDim;
  }

  /** The shape of an input with one node, where the number of features was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes the networks for nodes of shape `[V, F]`. */
  protected override build(inputShape: Shape): void {
    const features = inputShape.at(-1)!;
    this.messageNetwork ??= this.#makeMessageNetwork(features);
    this.updateNetwork = this.#makeUpdateNetwork(features);
    for (const network of [this.messageNetwork, this.updateNetwork]) {
      if (network.knownInputShape !== null) network.ensureBuilt(network.knownInputShape);
    }
    this.#features = features;
  }

  #makeMessageNetwork(features: number): Dense {
    const { message, messageActivation, edgeDim, useBias = true } = this.options;
    const isMatrix = message === "matrix";
    const activation = messageActivation ?? (isMatrix ? null : "relu");
    return new Dense(isMatrix ? features * this.#messageUnits : this.#messageUnits, {
      useBias,
      dtype: this.dtype,
      ...(activation !== null && { activation }),
      ...(edgeDim !== undefined && { inputDim: isMatrix ? edgeDim : 2 * features + edgeDim }),
    }).useRandom(this.random);
  }

  #makeUpdateNetwork(features: number): Dense | GRUCell {
    const { update, messageNetwork, useBias = true } = this.options;
    const shared = { useBias, dtype: this.dtype };
    if (update === "add") return new Dense(this.units, { ...shared, inputDim: features }).useRandom(this.random);
    const isGru = update === "gru";
    const known = typeof this.aggregation === "string" && messageNetwork === undefined;
    const inputDim = isGru ? this.#messageUnits : features + this.#messageUnits;
    const Network = isGru ? GRUCell : Dense;
    return new Network(this.units, { ...shared, ...(known && { inputDim }) }).useRandom(this.random);
  }

  /**
   * The updated features.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graph The graph, or a list of edges, with edge features `[E, D]`
   * @returns Shape `[V, units]`
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   * @throws {TypeError} When messages are matrices of edges and there are no edge features
   */
  forward(x: Tensor, graph: EdgeList): Tensor {
    checkNodes("MPNNConv", x.shape, graph.numberOfNodes, this.#features);
    this.ensureBuilt(x.shape);
    return this.propagate(graph, x);
  }

  /** A network of the ends and the edge, or the source times a matrix made of the edge. */
  protected override message(inputs: MessageInputs): Tensor {
    const network = this.messageNetwork!;
    if (this.options.message !== "matrix") {
      const { source, target, edges: { edgeFeatures } } = inputs;
      return network.forward(concat([target, source, ...(edgeFeatures === null ? [] : [edgeFeatures])], 1));
    }
    const { source, edge } = inputs;
    const [edges, features] = source.shape as [number, number];
    const matrices = network.forward(edge);
    const width = matrices.shape.at(-1)! / features;
    if (!Number.isInteger(width)) {
      throw new ShapeError(
        "MPNNConv",
        [matrices.shape],
        `Cannot make messages of MPNNConv as its network must give a multiple of ${features} numbers for each edge, a matrix of ${features} rows`,
      );
    }
    return source.reshape([edges, features, 1]).mul(matrices.reshape([edges, features, width])).sum({ axis: 1 });
  }
  /** What the update network makes of a node and what it aggregated. */
  protected override update(aggregated: Tensor, nodes: Tensor): Tensor {
    const updated = this.#updated(aggregated, nodes);
    return this.#activation === null ? updated : this.#activation(updated);
  }

  #updated(aggregated: Tensor, nodes: Tensor): Tensor {
    const { update } = this.options;
    if (update === "gru") return (this.updateNetwork as GRUCell).forward(aggregated, { hidden: nodes }).hidden;
    const network = this.updateNetwork as Dense;
    if (update !== "add") return network.forward(concat([nodes, aggregated], 1));
    if (aggregated.shape[1] !== this.units) {
      throw new ShapeError(
        "MPNNConv",
        [aggregated.shape],
        `Cannot update nodes of MPNNConv as what they aggregate must have shape [${
          nodes.shape[0]
        }, ${this.units}] for the update add`,
      );
    }
    return network.forward(nodes).add(aggregated);
  }
}

function checkChoice(what: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  throw new RangeError(
    `Cannot make MPNNConv as ${what} must be one of ${choices.join(", ")}: current ${what} is ${value}`,
  );
}
