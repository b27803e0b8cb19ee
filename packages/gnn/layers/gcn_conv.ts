/**
 * The graph convolution.
 *
 * @module
 */
import type { Initializer } from "@chainrule/nn";
import { glorotUniform, zerosInitializer } from "@chainrule/nn";
import type { DType, Shape, SparseMatrix, Tensor } from "@chainrule/tensor";
import { Variable } from "@chainrule/tensor";
import type { EdgeList } from "../graph/graph.ts";
import { isGraph } from "../graph/is_graph.ts";
import type { Normalization } from "../graph/normalized_adjacency.ts";
import { normalizedAdjacency } from "../graph/normalized_adjacency.ts";
import { normalizedEdges } from "../graph/normalized_edges.ts";
import { checkCount } from "./check_count.ts";
import { checkNodes } from "./check_nodes.ts";
import type { MessageInputs } from "./message_passing.ts";
import { MessagePassing } from "./message_passing.ts";
import { transformed } from "./transformed.ts";

/** How a {@link GCNConv} is made. */
export interface GCNConvOptions {
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** Whether there is a bias. @default true */
  readonly useBias?: boolean;
  /** Whether each node hears itself, too. @default true */
  readonly selfLoops?: boolean;
  /** How sums over neighbours are scaled; see `normalizedAdjacency`. @default "symmetric" */
  readonly normalization?: Normalization;
  /** Whether messages are made edge by edge rather than by one sparse product: slower, equal to rounding. @default false */
  readonly edgeByEdge?: boolean;
  /** First weights. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A graph convolution: each node takes the normalised sum of its neighbours' transformed features and its own. 图卷积层
 *
 * Matrix form (§4.2.3): `Y = Â X Wᵀ + b` with `Â = D̃^-1/2 (A + I) D̃^-1/2`
 *
 * Node form: `yᵢ = b + Σⱼ aᵢⱼ W xⱼ` over the neighbours j of i and i itself, `aᵢⱼ = wⱼᵢ / √(dᵢ dⱼ)`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[V, F]`, dense or sparse |
 * | `weight` | `[M, F]` |
 * | `bias` | `[M]` |
 * | output | `[V, M]` |
 *
 * Source: Kipf and Welling (2017), Semi-Supervised Classification with Graph Convolutional Networks.
 *
 * @example Two nodes that share what they know
 * ```ts
 * import { GCNConv, Graph } from "@chainrule/gnn";
 * import { onesInitializer } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0, 1], [1, 0]], "int32") });
 * const layer = new GCNConv(1, { weightInitializer: onesInitializer, normalization: "row" });
 * assertEquals(layer.forward(tensor([[2], [4]]), graph).toArray(), [[3], [3]]);
 * ```
 */
export class GCNConv extends MessagePassing {
  /** The number of features of a node in the output. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: GCNConvOptions;
  /** The weights, once built. */
  weight: Variable | null = null;
  /** The bias, once built, if there is one. */
  bias: Variable | null = null;

  /**
   * Chooses sizes and normalisation.
   *
   * @param units The number of features of a node in the output
   * @param options See {@link GCNConvOptions}
   * @throws {RangeError} When a count is not a positive whole number
   */
  constructor(units: number, options: GCNConvOptions = {}) {
    super("sum");
    checkCount("GCNConv", "units", units);
    if (options.inputDim !== undefined) checkCount("GCNConv", "inputDim", options.inputDim);
    this.units = units;
    this.options = options;
  }

  /** The shape of an input with one node, where the number of features was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** True unless messages are made edge by edge. */
  protected override get linear(): boolean {
    return this.options.edgeByEdge !== true;
  }

  /** Makes weights and bias for inputs of shape `[V, F]`. */
  protected override build(inputShape: Shape): void {
    const { useBias = true, dtype = "float32" } = this.options;
    const { weightInitializer = glorotUniform, biasInitializer = zerosInitializer } = this.options;
    const context = { random: this.random, dtype };
    this.weight = new Variable(weightInitializer([this.units, inputShape.at(-1)!], context), { name: "weight" });
    if (useBias) this.bias = new Variable(biasInitializer([this.units], context), { name: "bias" });
  }

  /**
   * The convolved features.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graph The graph, or a list of edges whose tensors may be arguments of a compiled function; for a list, messages go edge by edge
   * @param edgeWeights A weight for each edge, shape `[E]`; gradients reach it
   * @returns Shape `[V, M]`
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   * @throws {RangeError} When an edge weight is negative
   */
  forward(x: Tensor | SparseMatrix, graph: EdgeList, edgeWeights?: Tensor | Variable): Tensor {
    checkNodes("GCNConv", x.shape, graph.numberOfNodes, this.weight?.shape[1] ?? this.options.inputDim);
    this.ensureBuilt(x.shape);
    const weight = this.weight!;
    const options = {
      selfLoops: this.options.selfLoops ?? true,
      normalization: this.options.normalization ?? "symmetric",
      dtype: weight.dtype,
      ...(edgeWeights && { edgeWeights }),
    };
    const edges = isGraph(graph) ? normalizedAdjacency(graph, options) : normalizedEdges(graph, options);
    return this.propagate(edges, transformed(x, weight));
  }

  /** The features of the source times the normalised weight of the edge. */
  protected override message({ source, edge }: MessageInputs): Tensor {
    return source.mul(edge);
  }

  /** The sum with the bias. */
  protected override update(aggregated: Tensor): Tensor {
    return this.bias === null ? aggregated : aggregated.add(this.bias);
  }
}
