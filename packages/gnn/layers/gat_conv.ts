/**
 * Graph attention.
 *
 * @module
 */
import { leakyRelu } from "@chainrule/activations";
import type { Initializer } from "@chainrule/nn";
import { Dropout, glorotUniform, zerosInitializer } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { concat, gather, mean, segmentSoftmax, slice, SparseMatrix, stack, Variable, where } from "@chainrule/tensor";
import { addSelfLoops } from "../graph/add_self_loops.ts";
import { edgesOfHeads } from "../graph/edges_of_heads.ts";
import type { EdgeList, Graph } from "../graph/graph.ts";
import { isGraph } from "../graph/is_graph.ts";
import { loopsOfList } from "../graph/loops_of_list.ts";
import { checkCount } from "./check_count.ts";
import { checkEdges, checkNodes } from "./check_nodes.ts";
import type { MessageInputs } from "./message_passing.ts";
import { MessagePassing } from "./message_passing.ts";
import { transformed } from "./transformed.ts";

/** How a {@link GATConv} is made. */
export interface GATConvOptions {
  /** The number of heads. @default 1 */
  readonly heads?: number;
  /** Whether the outputs of heads are put side by side or averaged. @default "concat" */
  readonly merge?: "concat" | "mean";
  /** Which scores: 1, where the target adds the same to the score of each source; 2, where its order of sources may depend on the target. @default 1 */
  readonly version?: 1 | 2;
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** The share of attention coefficients that is silenced in training. @default 0 */
  readonly dropout?: number;
  /** The slope of the leaky ReLU in scores below 0. @default 0.2 */
  readonly negativeSlope?: number;
  /** Whether each node hears itself, too. @default true */
  readonly selfLoops?: boolean;
  /** Whether there is a bias. @default true */
  readonly useBias?: boolean;
  /** First weights, and first attention, asked for `[heads, units]` at a time. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/** How much each node listens to whom. */
export interface AttentionCoefficients {
  /** The node that each edge leaves: of the given edges and then of self-loops, shape `[E']`. */
  readonly sources: Tensor;
  /** The node that each edge enters, shape `[E']`. */
  readonly targets: Tensor;
  /** The coefficients of each head; those of the edges into a node add up to 1. Shape `[E', heads]`. */
  readonly coefficients: Tensor;
}

/**
 * A graph attention layer: each node takes a weighted mean of its neighbours' transformed features, and it is learned who counts how much. 图注意力层
 *
 * Formula (§4.2.3): `yᵢ = Σⱼ αᵢⱼ W xⱼ + b` over the neighbours j of i and i itself, `αᵢⱼ = softmaxⱼ(sᵢⱼ)`, with the scores of
 *
 * - version 1: `sᵢⱼ = leakyRelu(a₁ · W xⱼ + a₂ · W xᵢ)`; this is the paper's `aᵀ[W xᵢ ‖ W xⱼ]` with `a = [a₂ ‖ a₁]`;
 * - version 2: `sᵢⱼ = a · leakyRelu(W xⱼ + W' xᵢ)`,
 *
 * for each of H heads with weights of its own.
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[V, F]`, dense or sparse |
 * | `weight` W | `[H · M, F]`, head after head |
 * | `targetWeight` W', for version 2 | `[H · M, F]` |
 * | `attention` a | `[2, H, M]`: of sources, of targets; for version 2 `[1, H, M]` |
 * | `bias` | `[H · M]`; for means `[M]` |
 * | output | `[V, H · M]`; for means `[V, M]` |
 *
 * A node that has a self-loop gets no second one; one that nobody reaches gets the bias. Of parallel edges each one counts, though in a
 * `Graph` they are silenced together. Edge features play no part. With a `Graph`, all heads are one sparse product; along a list of edges, messages go one by one.
 *
 * Source: Veličković et al. (2018), Graph Attention Networks; version 2: Brody, Alon and Yahav (2022), How Attentive Are Graph Attention
 * Networks?
 *
 * @example Two heads for the karate club
 * ```ts
 * import { GATConv, karateClub } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, features } = karateClub();
 * const layer = new GATConv(4, { heads: 2 });
 * assertEquals(layer.forward(features, graph).shape, [34, 8]);
 * assertEquals(layer.attentionCoefficients(features, graph).coefficients.shape, [156 + 34, 2]);
 * ```
 */
export class GATConv extends MessagePassing {
  /** The number of features of a node that each head gives. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: GATConvOptions;
  /** The number of heads. */
  readonly heads: number;
  /** What silences attention in training. */
  readonly dropout: Dropout;
  /** The weights of the features that are passed on, once built. */
  weight: Variable | null = null;
  /** The weights of the features that targets are scored by, once built, for version 2. */
  targetWeight: Variable | null = null;
  /** What scores are made with, once built. */
  attention: Variable | null = null;
  /** The bias, once built, if there is one. */
  bias: Variable | null = null;

  /**
   * Chooses sizes and scores.
   *
   * @param units The number of features of a node that each head gives
   * @param options See {@link GATConvOptions}
   * @throws {RangeError} When a count is not a positive whole number, the share is outside [0, 1], the slope not finite, or there is no such merge or
   * version
   */
  constructor(units: number, options: GATConvOptions = {}) {
    super("sum");
    const { heads = 1, merge = "concat", version = 1, dropout = 0, negativeSlope = 0.2 } = options;
    checkCount("GATConv", "units", units);
    checkCount("GATConv", "heads", heads);
    if (options.inputDim !== undefined) checkCount("GATConv", "inputDim", options.inputDim);
    checkChoice("merge", merge, ["concat", "mean"]);
    checkChoice("version", version, [1, 2]);
    if (!Number.isFinite(negativeSlope)) {
      throw new RangeError(
        `Cannot make GATConv as negativeSlope must be finite: current negativeSlope is ${negativeSlope}`,
      );
    }
    this.units = units;
    this.options = options;
    this.heads = heads;
    this.dropout = new Dropout(dropout);
  }

  /** The shape of an input with one node, where the number of features was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** True: once scores are known, heads are sums over neighbours. */
  protected override get linear(): boolean {
    return true;
  }

  /** Makes weights, attention and bias for inputs of shape `[V, F]`. */
  protected override build(inputShape: Shape): void {
    const { units, heads } = this;
    const { merge, version = 1, useBias = true } = this.options;
    const { weightInitializer = glorotUniform, biasInitializer = zerosInitializer } = this.options;
    const context = { random: this.random, dtype: this.dtype };
    const weight = (name: string) =>
      new Variable(weightInitializer([heads * units, inputShape.at(-1)!], context), { name });
    this.weight = weight("weight");
    if (version === 2) this.targetWeight = weight("targetWeight");
    const ends = Array.from({ length: 3 - version }, () => weightInitializer([heads, units], context));
    this.attention = new Variable(stack(ends), { name: "attention" });
    if (!useBias) return;
    this.bias = new Variable(biasInitializer([merge === "mean" ? units : heads * units], context), { name: "bias" });
  }

  /**
   * The attended features.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graph The graph, or a list of edges whose tensors may be arguments of a compiled function
   * @returns Shape `[V, H · M]`; for means `[V, M]`
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   */
  forward(x: Tensor | SparseMatrix, graph: EdgeList): Tensor {
    this.#prepare(x, graph);
    const { heads, units } = this;
    const features = transformed(x, this.weight!);
    if (isGraph(graph)) {
      const edges = edgesOfHeads(graph, heads, this.options.selfLoops ?? true);
      const told = this.#scores(x, features, edges);
      const scores = edges.logCounts === null ? told : told.add(edges.logCounts.cast(told.dtype));
      const weights = this.#attend(scores, edges.targets, graph.numberOfNodes).reshape([-1]);
      const values = edges.places === null ? weights : gather(weights, edges.places);
      return this.propagate(new SparseMatrix(edges.pattern, values), features.reshape([-1, units]));
    }
    const { sources, targets, scores } = this.#scoresOfList(x, features, graph);
    const edgeFeatures = this.#attend(scores, targets, graph.numberOfNodes).reshape([-1, heads, 1]);
    return this.propagate({ ...graph, sources, targets, edgeFeatures }, features.reshape([-1, heads, units]));
  }

  /**
   * How much each node listens to whom, as in evaluation. 注意力系数
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graph The graph; of a list of edges, each node has a self-loop behind the edges, with coefficients 0 where it had one already
   * @returns The edges, self-loops last, and the coefficients of each head
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   */
  attentionCoefficients(x: Tensor | SparseMatrix, graph: Graph | EdgeList): AttentionCoefficients {
    this.#prepare(x, graph);
    const features = transformed(x, this.weight!);
    const edges = isGraph(graph) ? withLoops(graph, this.options.selfLoops ?? true) : graph;
    const { sources, targets, scores } = isGraph(graph)
      ? { ...edges, scores: this.#scores(x, features, edges) }
      : this.#scoresOfList(x, features, graph);
    return { sources, targets, coefficients: segmentSoftmax(scores, targets, graph.numberOfNodes) };
  }

  /** The features of the source, as much as each head listens to it. */
  protected override message({ source, edge }: MessageInputs): Tensor {
    return source.mul(edge);
  }

  /** The heads side by side or averaged, with the bias. */
  protected override update(aggregated: Tensor): Tensor {
    const { heads, units, bias } = this;
    const merged = this.options.merge === "mean"
      ? mean(aggregated.reshape([-1, heads, units]), { axis: 1 })
      : aggregated.reshape([-1, heads * units]);
    return bias === null ? merged : merged.add(bias);
  }

  #prepare(x: Tensor | SparseMatrix, graph: EdgeList): void {
    checkNodes("GATConv", x.shape, graph.numberOfNodes, this.weight?.shape[1] ?? this.options.inputDim);
    checkEdges("GATConv", graph);
    this.ensureBuilt(x.shape);
  }

  /** What each head says of each edge, shape `[E, H]`. */
  #scores(x: Tensor | SparseMatrix, features: Tensor, { sources, targets }: Ends): Tensor {
    const { heads, units, targetWeight } = this;
    const { negativeSlope = 0.2 } = this.options;
    const attention = this.attention!;
    const split = (rows: Tensor) => rows.reshape([-1, heads, units]);
    if (targetWeight !== null) {
      const met = gather(features, sources).add(gather(transformed(x, targetWeight), targets));
      return leakyRelu(split(met), negativeSlope).mul(attention).sum({ axis: 2 });
    }
    const says = (end: number) => split(features).mul(slice(attention, [end], [end + 1])).sum({ axis: 2 });
    return leakyRelu(gather(says(0), sources).add(gather(says(1), targets)), negativeSlope);
  }

  #scoresOfList(x: Tensor | SparseMatrix, features: Tensor, list: EdgeList): Ends & { readonly scores: Tensor } {
    if (this.options.selfLoops === false) return { ...list, scores: this.#scores(x, features, list) };
    const { isNew, ...ends } = loopsOfList(list);
    const scores = this.#scores(x, features, ends);
    const given = list.sources.shape[0]!;
    const ofLoops = where(isNew.reshape([-1, 1]), slice(scores, [given]), -Infinity);
    return { ...ends, scores: concat([slice(scores, [0], [given]), ofLoops]) };
  }

  #attend(scores: Tensor, targets: Tensor, numberOfNodes: number): Tensor {
    return this.dropout.forward(segmentSoftmax(scores, targets, numberOfNodes));
  }
}

/** Where edges begin and end. */
interface Ends {
  readonly sources: Tensor;
  readonly targets: Tensor;
}

function withLoops(graph: Graph, selfLoops: boolean): Graph {
  return selfLoops ? addSelfLoops(graph) : graph;
}

function checkChoice<T>(what: string, value: T, choices: readonly T[]): void {
  if (choices.includes(value)) return;
  throw new RangeError(
    `Cannot make GATConv as ${what} must be one of ${choices.join(", ")}: current ${what} is ${value}`,
  );
}
