/**
 * Sampling-friendly convolutions: a node beside what its neighbours say.
 *
 * @module
 */
import type { Initializer, Layer } from "@chainrule/nn";
import { glorotUniform, zerosInitializer } from "@chainrule/nn";
import type { DType, Shape, SparseMatrix, Tensor } from "@chainrule/tensor";
import { isSparseMatrix, norm, Variable, where } from "@chainrule/tensor";
import type { Aggregation } from "../aggregation/aggregation.ts";
import type { EdgeList } from "../graph/graph.ts";
import { isGraph } from "../graph/is_graph.ts";
import { normalizedAdjacency } from "../graph/normalized_adjacency.ts";
import { checkCount } from "./check_count.ts";
import { checkNodes } from "./check_nodes.ts";
import { MessagePassing } from "./message_passing.ts";
import { transformed } from "./transformed.ts";

/** How a {@link SAGEConv} is made. */
export interface SAGEConvOptions {
  /** How the features of neighbours become one. @default "mean" */
  readonly aggregation?: Aggregation;
  /** What neighbours go through first: with `aggregation: "max"` and a dense layer it is the paper's pooling. @default nothing */
  readonly messageNetwork?: Layer;
  /** Whether each row of the output is scaled to length 1; a row of zeros stays. @default false */
  readonly normalize?: boolean;
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** Whether there is a bias. @default true */
  readonly useBias?: boolean;
  /** First weights. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * A layer that keeps a node apart from its neighbours: weights for what it is, others for what they say together. GraphSAGE 卷积层
 *
 * Formula: `yᵢ = W xᵢ + W' aggregate over edges j→i of xⱼ + b`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[V, F]`; for means and sums also sparse |
 * | `weight` W | `[M, F]` |
 * | `neighborWeight` W' | `[M, F]`, or what the aggregation and the message network make of F |
 * | `bias` | `[M]` |
 * | output | `[V, M]` |
 *
 * Means and sums over the neighbours of a `Graph` are one sparse product. Source: Hamilton, Ying and Leskovec (2017), Inductive Representation
 * Learning on Large Graphs.
 *
 * @example A node that hears two others
 * ```ts
 * import { Graph, SAGEConv } from "@chainrule/gnn";
 * import { onesInitializer } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[1, 2], [0, 0]], "int32") });
 * const layer = new SAGEConv(1, { weightInitializer: onesInitializer });
 * assertEquals(layer.forward(tensor([[1], [2], [4]]), graph).toArray(), [[4], [2], [4]]);
 * ```
 */
export class SAGEConv extends MessagePassing {
  /** The number of features of a node in the output. */
  readonly units: number;
  /** The options that it was made with. */
  readonly options: SAGEConvOptions;
  /** What neighbours go through first, if anything. */
  readonly messageNetwork: Layer | null;
  /** The weights of the node itself, once built. */
  weight: Variable | null = null;
  /** The weights of what its neighbours say, once built. */
  neighborWeight: Variable | null = null;
  /** The bias, once built, if there is one. */
  bias: Variable | null = null;
  /** The number of features that neighbours say, where aggregation or message network may change it. */
  #heardUnits: number | null = null;

  /**
   * Chooses sizes and aggregation.
   *
   * @param units The number of features of a node in the output
   * @param options See {@link SAGEConvOptions}
   * @throws {RangeError} When a count is not a positive whole number, or there is no such aggregation
   */
  constructor(units: number, options: SAGEConvOptions = {}) {
    super(options.aggregation ?? "mean");
    checkCount("SAGEConv", "units", units);
    if (options.inputDim !== undefined) checkCount("SAGEConv", "inputDim", options.inputDim);
    this.units = units;
    this.options = options;
    this.messageNetwork = options.messageNetwork ?? null;
  }

  /** The shape of an input with one node, where the number of features was given and says all. */
  override get knownInputShape(): Shape | null {
    const { inputDim } = this.options;
    const known = typeof this.aggregation === "string" && this.messageNetwork === null;
    return inputDim === undefined || !known ? null : [1, inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Whether neighbours are averaged or added as they are. */
  protected override get linear(): boolean {
    return this.messageNetwork === null && (this.aggregation === "mean" || this.aggregation === "sum");
  }

  /** Makes weights and bias for inputs of shape `[V, F]`. */
  protected override build(inputShape: Shape): void {
    const features = inputShape.at(-1)!;
    const { useBias = true, weightInitializer = glorotUniform, biasInitializer = zerosInitializer } = this.options;
    const context = { random: this.random, dtype: this.dtype };
    this.weight = new Variable(weightInitializer([this.units, features], context), { name: "weight" });
    const heard = weightInitializer([this.units, this.#heardUnits ?? features], context);
    this.neighborWeight = new Variable(heard, { name: "neighborWeight" });
    if (useBias) this.bias = new Variable(biasInitializer([this.units], context), { name: "bias" });
  }

  /**
   * The new features.
   *
   * @param x The features of the nodes, shape `[V, F]`; sparse ones only for means and sums
   * @param graph The graph, or a list of edges whose tensors may be arguments of a compiled function
   * @returns Shape `[V, M]`
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   * @throws {TypeError} When features are sparse, and neighbours are neither averaged nor added
   */
  forward(x: Tensor | SparseMatrix, graph: EdgeList): Tensor {
    checkNodes("SAGEConv", x.shape, graph.numberOfNodes, this.weight?.shape[1] ?? this.options.inputDim);
    const heard = this.linear ? this.#linearly(x, graph) : this.#heard(dense(x), graph);
    const y = transformed(x, this.weight!).add(heard);
    const output = this.bias === null ? y : y.add(this.bias);
    return this.options.normalize === true ? ofLengthOne(output) : output;
  }

  /** The features of the source, through the message network if there is one. */
  protected override message({ source }: { readonly source: Tensor }): Tensor {
    return this.messageNetwork === null ? source : this.messageNetwork.forward(source);
  }

  /** Weights first: what travels has as many features as the output, and features may be sparse. */
  #linearly(x: Tensor | SparseMatrix, graph: EdgeList): Tensor {
    this.ensureBuilt(x.shape);
    const { dtype } = this.weight!;
    const normalization = this.aggregation === "mean" ? "row" : "none";
    const edges = isGraph(graph) ? normalizedAdjacency(graph, { selfLoops: false, normalization, dtype }) : graph;
    return this.propagate(edges, transformed(x, this.neighborWeight!));
  }

  #heard(x: Tensor, graph: EdgeList): Tensor {
    const heard = this.propagate(graph, x);
    this.#heardUnits ??= heard.shape[1]!;
    this.ensureBuilt(x.shape);
    return transformed(heard, this.neighborWeight!);
  }
}

function dense(x: Tensor | SparseMatrix): Tensor {
  if (!isSparseMatrix(x)) return x;
  throw new TypeError(
    "Cannot apply SAGEConv as its input must be dense where neighbours are neither averaged nor added: current input is sparse; turn it with toDense()",
  );
}

function ofLengthOne(x: Tensor): Tensor {
  const length = norm(x, { axis: 1, keepDims: true });
  return x.div(where(length.greater(0), length, 1));
}
