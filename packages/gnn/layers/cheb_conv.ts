/**
 * The Chebyshev graph convolution.
 *
 * @module
 */
import type { Initializer } from "@chainrule/nn";
import { glorotUniform, zerosInitializer } from "@chainrule/nn";
import type { DType, Shape, SparseMatrix, Tensor } from "@chainrule/tensor";
import { reshape, split, stack, Variable } from "@chainrule/tensor";
import type { EdgeList, Graph } from "../graph/graph.ts";
import { isGraph } from "../graph/is_graph.ts";
import { largestLaplacianEigenvalue } from "../graph/largest_laplacian_eigenvalue.ts";
import { normalizedAdjacency } from "../graph/normalized_adjacency.ts";
import { normalizedEdges } from "../graph/normalized_edges.ts";
import { checkCount } from "./check_count.ts";
import { checkNodes } from "./check_nodes.ts";
import type { MessageInputs } from "./message_passing.ts";
import { MessagePassing } from "./message_passing.ts";
import { transformed } from "./transformed.ts";

/** How a {@link ChebConv} is made. */
export interface ChebConvOptions {
  /** What the eigenvalues of the Laplacian are scaled by: a bound, or "power", which finds the largest one of each graph. @default 2 */
  readonly lambdaMax?: number | "power";
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** Whether there is a bias. @default true */
  readonly useBias?: boolean;
  /** First weights, asked for `[M, F]` at a time. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** First biases. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/** Eigenvalues that were found; they go when their graph goes. */
const found = /* @__PURE__ */ new WeakMap<Graph, number>();

/**
 * A graph convolution that is a polynomial of the Laplacian: K terms reach neighbours up to K − 1 steps away. 切比雪夫图卷积层
 *
 * Formula: `Y = Σₖ Tₖ(L̃) X Wₖᵀ + b`, `k = 0 … K − 1`, with `L̃ = 2 L / λ − I`, `L = I − D^-1/2 A D^-1/2`, and the polynomials
 * `T₀ = 1`, `T₁(t) = t`, `Tₖ(t) = 2 t Tₖ₋₁(t) − Tₖ₋₂(t)`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[V, F]`, dense or sparse |
 * | `weight` | `[K, M, F]` |
 * | `bias` | `[M]` |
 * | output | `[V, M]` |
 *
 * The graph should be undirected. Eigenvalues of L are at most 2, the default of λ, with which `L̃ = −D^-1/2 A D^-1/2`; `"power"` takes the largest one, by
 * power iteration, once for each `Graph`. The sum is computed from its last term (Clenshaw): after X has met the weights, so that K − 1 products of
 * M columns suffice.
 *
 * Source: Defferrard, Bresson and Vandergheynst (2016), Convolutional Neural Networks on Graphs with Fast Localized Spectral Filtering.
 *
 * @example Three terms: as far as two steps
 * ```ts
 * import { ChebConv, karateClub } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, features } = karateClub();
 * const layer = new ChebConv(2, 3);
 * assertEquals(layer.forward(features, graph).shape, [34, 2]);
 * assertEquals(layer.parameters().map((p) => p.shape), [[3, 2, 34], [2]]);
 * ```
 */
export class ChebConv extends MessagePassing {
  /** The number of features of a node in the output. */
  readonly units: number;
  /** The number of terms, K. */
  readonly terms: number;
  /** The options that it was made with. */
  readonly options: ChebConvOptions;
  /** The weights of each term, once built. */
  weight: Variable | null = null;
  /** The bias, once built, if there is one. */
  bias: Variable | null = null;

  /**
   * Chooses sizes and scale.
   *
   * @param units The number of features of a node in the output
   * @param terms The number of terms, K
   * @param options See {@link ChebConvOptions}
   * @throws {RangeError} When a count is not a positive whole number, or λ is neither positive nor "power"
   */
  constructor(units: number, terms: number, options: ChebConvOptions = {}) {
    super("sum");
    checkCount("ChebConv", "units", units);
    checkCount("ChebConv", "terms", terms);
    if (options.inputDim !== undefined) checkCount("ChebConv", "inputDim", options.inputDim);
    const { lambdaMax = 2 } = options;
    if (lambdaMax !== "power" && !(lambdaMax > 0 && lambdaMax < Infinity)) {
      throw new RangeError(
        `Cannot make ChebConv as lambdaMax must be a positive number or "power": current lambdaMax is ${lambdaMax}`,
      );
    }
    this.units = units;
    this.terms = terms;
    this.options = options;
  }

  /** The shape of an input with one node, where the number of features was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** True: a message is the source times the weight of the edge. */
  protected override get linear(): boolean {
    return true;
  }

  /** Makes weights and bias for inputs of shape `[V, F]`. */
  protected override build(inputShape: Shape): void {
    const { units, terms } = this;
    const { useBias = true, weightInitializer = glorotUniform, biasInitializer = zerosInitializer } = this.options;
    const context = { random: this.random, dtype: this.dtype };
    const weights = Array.from({ length: terms }, () => weightInitializer([units, inputShape.at(-1)!], context));
    this.weight = new Variable(stack(weights), { name: "weight" });
    if (useBias) this.bias = new Variable(biasInitializer([units], context), { name: "bias" });
  }

  /**
   * The convolved features.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param graph The graph, or a list of edges whose tensors may be arguments of a compiled function
   * @returns Shape `[V, M]`
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   * @throws {TypeError} When λ is to be found for a list of edges
   */
  forward(x: Tensor | SparseMatrix, graph: EdgeList): Tensor {
    const { units, terms } = this;
    checkNodes("ChebConv", x.shape, graph.numberOfNodes, this.weight?.shape[2] ?? this.options.inputDim);
    const lambda = this.#lambda(graph);
    this.ensureBuilt(x.shape);
    const product = transformed(x, reshape(this.weight!, [terms * units, -1]));
    const parts = split(product, terms, 1);
    const options = { selfLoops: false, dtype: this.dtype };
    const edges = isGraph(graph) ? normalizedAdjacency(graph, options) : normalizedEdges(graph, options);
    const scaled = (y: Tensor) => this.#scaledLaplacian(edges, y, lambda);
    const sum = parts.length === 1 ? parts[0]! : clenshaw(parts, scaled);
    return this.bias === null ? sum : sum.add(this.bias);
  }

  /** The features of the source times the normalised weight of the edge. */
  protected override message({ source, edge }: MessageInputs): Tensor {
    return source.mul(edge);
  }

  /** `L̃ y = (2/λ − 1) y − 2/λ D^-1/2 A D^-1/2 y` */
  #scaledLaplacian(edges: EdgeList | SparseMatrix, y: Tensor, lambda: number): Tensor {
    const passed = this.propagate(edges, y).mul(-2 / lambda);
    return lambda === 2 ? passed : y.mul(2 / lambda - 1).add(passed);
  }

  #lambda(graph: EdgeList): number {
    const { lambdaMax = 2 } = this.options;
    if (lambdaMax !== "power") return lambdaMax;
    if (!isGraph(graph)) {
      throw new TypeError(
        "Cannot apply ChebConv as lambdaMax must be a number for a list of edges: current lambdaMax is power; give a Graph, or lambdaMax: 2",
      );
    }
    // Where all eigenvalues are 0, there is nothing to scale.
    const lambda = found.get(graph) ?? (largestLaplacianEigenvalue(graph) || 2);
    found.set(graph, lambda);
    return lambda;
  }
}

/** `Σₖ Tₖ(L̃) cₖ` for at least two terms, from the last to the first: `bₖ = cₖ + 2 L̃ bₖ₊₁ − bₖ₊₂`, and `c₀ + L̃ b₁ − b₂`. */
function clenshaw(terms: readonly Tensor[], scaled: (y: Tensor) => Tensor): Tensor {
  let next = terms.at(-1)!;
  let afterNext: Tensor | null = null;
  for (let k = terms.length - 2; k > 0; k--) {
    const sum = terms[k]!.add(scaled(next).mul(2));
    [next, afterNext] = [afterNext === null ? sum : sum.sub(afterNext), next];
  }
  const sum = terms[0]!.add(scaled(next));
  return afterNext === null ? sum : sum.sub(afterNext);
}
