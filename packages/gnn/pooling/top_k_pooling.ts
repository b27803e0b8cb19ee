/**
 * Graphs of which only the nodes with the highest scores are left.
 *
 * @module
 */
import type { Initializer } from "@chainrule/nn";
import { glorotUniform, Module } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import {
  arange,
  argSort,
  cast,
  ceil,
  cumsum,
  gather,
  greater,
  less,
  logicalAnd,
  matmul,
  ones,
  reshape,
  scatterAdd,
  segmentSum,
  ShapeError,
  sigmoid,
  sqrt,
  stopGradient,
  Variable,
  where,
} from "@chainrule/tensor";
import type { PaddedBatch } from "../batch/pad_batch.ts";

/** How a {@link TopKPooling} is made. */
export interface TopKPoolingOptions {
  /** The share of the nodes of each graph that is left, in (0, 1]; rounded up to whole nodes. @default 0.5 */
  readonly ratio?: number;
  /** The number of features of a node; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** First direction that nodes are projected on. @default glorotUniform */
  readonly weightInitializer?: Initializer;
  /** The dtype of the parameter. @default "float32" */
  readonly dtype?: DType;
}

/**
 * Keeps the nodes of each graph that lie farthest along a learned direction, with the edges between them: graphs become smaller, as images do by pooling. 图池化
 *
 * Formula: `s = X p / ‖p‖`, `X' = (X ⊙ sigmoid(s))` in the `⌈ratio · V_b⌉` nodes of graph b with the largest s. Source: Gao and Ji (2019), Graph U-Nets.
 *
 * | what | shape |
 * | --- | --- |
 * | `x` | `[V, F]`, rows of padding included |
 * | `weight` (p) | `[F]` |
 * | output | a `PaddedBatch` with node features `[V, F]` |
 *
 * Which nodes are left depends on values, so their number of edges is not known before. Therefore batch and result are padded, of one size: nodes that are dropped become padding, and
 * the whole works inside `jit`, too. Outside, `unpadBatch` gives the smaller graphs. Of nodes with equal scores the first ones are left. The gradient goes through
 * the factor `sigmoid(s)`; the choice of nodes has none.
 *
 * @example The larger half of a graph
 * ```ts
 * import { batchGraphs, Graph, padBatch, TopKPooling, unpadBatch } from "@chainrule/gnn";
 * import { onesInitializer } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ nodeFeatures: tensor([[50], [40], [60], [70]]), edgeIndex: tensor([[0, 2], [1, 3]], "int32") });
 * const batch = padBatch(batchGraphs([graph]));
 * const smaller = new TopKPooling({ weightInitializer: onesInitializer }).forward(batch.nodeFeatures!, batch);
 * assertEquals(`${unpadBatch(smaller).graph}`, "Graph with 2 nodes and 1 edges");
 * assertEquals(unpadBatch(smaller).graph.edgeIndex.toArray(), [[0], [1]]);
 * ```
 */
export class TopKPooling extends Module {
  /** The options that it was made with. */
  readonly options: TopKPoolingOptions;
  /** The direction that nodes are projected on, once built. */
  weight: Variable | null = null;

  /**
   * Chooses how many nodes are left.
   *
   * @param options See {@link TopKPoolingOptions}
   * @throws {RangeError} When the ratio is outside (0, 1], or `inputDim` is not a positive whole number
   */
  constructor(options: TopKPoolingOptions = {}) {
    super();
    const { ratio = 0.5, inputDim = 1 } = options;
    if (!(ratio > 0 && ratio <= 1)) {
      throw new RangeError(`Cannot make TopKPooling as ratio must be in (0, 1]: current ratio is ${ratio}`);
    }
    if (!Number.isInteger(inputDim) || inputDim < 1) {
      throw new RangeError(
        `Cannot make TopKPooling as inputDim must be a positive whole number: current inputDim is ${inputDim}`,
      );
    }
    this.options = options;
  }

  /** The shape of an input with one node, where the number of features was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the parameter. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes the direction for inputs of shape `[V, F]`. */
  protected override build(inputShape: Shape): void {
    const { weightInitializer = glorotUniform } = this.options;
    const direction = weightInitializer([1, inputShape.at(-1)!], { random: this.random, dtype: this.dtype });
    this.weight = new Variable(reshape(direction, [-1]), { name: "weight" });
  }

  /**
   * The graphs that are left.
   *
   * @param x The features of the nodes, shape `[V, F]`
   * @param batch The graphs
   * @returns The graphs with the nodes that are left; what was dropped is padding
   * @throws {ShapeError} When there is not one row for each node, or the number of features is another than before
   */
  forward(x: Tensor, batch: PaddedBatch): PaddedBatch {
    checkInput(x, batch, this.weight?.shape[0] ?? this.options.inputDim);
    this.ensureBuilt(x.shape);
    const weight = this.weight!.value;
    const length = sqrt(weight.mul(weight).sum());
    const scores = reshape(matmul(x, reshape(weight, [-1, 1])), [-1]).div(length);
    const kept = logicalAnd(batch.nodeMask, among(stopGradient(scores), batch, this.options.ratio ?? 0.5));
    return withNodes(kept, x.mul(reshape(sigmoid(scores), [-1, 1])), batch);
  }
}

/** Which nodes are among the best of their graph. */
function among(scores: Tensor, { graphOfNode, graphMask }: PaddedBatch, ratio: number): Tensor {
  const [nodes, graphs] = [graphOfNode.size, graphMask.size];
  const byScore = argSort(scores, { descending: true });
  // Sorting keeps the order of equal elements: in each graph, the best nodes still come first.
  const order = gather(byScore, argSort(gather(graphOfNode, byScore)));
  const counts = segmentSum(ones([nodes], "int32"), graphOfNode, graphs);
  const starts = cumsum(counts).sub(counts);
  const inOrder = gather(graphOfNode, order);
  const rank = arange(nodes, undefined, { dtype: "int32" }).sub(gather(starts, inOrder));
  // 0.28 · 25 is a little above 7 in float64 and still means 7 nodes.
  const places = ceil(cast(counts, "float64").mul(ratio).sub(1e-9));
  const isBest = less(cast(rank, "float64"), gather(places, inOrder));
  return greater(scatterAdd(cast(isBest, "int32"), order, nodes), 0);
}

/** The batch with the nodes `kept` alone and their new features. */
function withNodes(kept: Tensor, x: Tensor, batch: PaddedBatch): PaddedBatch {
  const { sources, targets, edgeFeatures, graphOfNode, graphMask } = batch;
  const edgeMask = logicalAnd(batch.edgeMask, logicalAnd(gather(kept, sources), gather(kept, targets)));
  const padding = { node: graphOfNode.size - 1, graph: graphMask.size - 1 };
  return {
    ...batch,
    nodeFeatures: where(reshape(kept, [-1, 1]), x, 0),
    edgeFeatures: edgeFeatures && where(reshape(edgeMask, [-1, 1]), edgeFeatures, 0),
    sources: where(edgeMask, sources, padding.node),
    targets: where(edgeMask, targets, padding.node),
    graphOfNode: where(kept, graphOfNode, padding.graph),
    nodeMask: kept,
    edgeMask,
  };
}

function checkInput(x: Tensor, { graphOfNode }: PaddedBatch, inputs: number | undefined): void {
  const [nodes, features] = x.shape;
  if (x.rank === 2 && nodes === graphOfNode.size && (inputs ?? features) === features) return;
  throw new ShapeError(
    "TopKPooling",
    [x.shape],
    `Cannot apply TopKPooling as its input must have shape [${graphOfNode.size}, ${
      inputs ?? "F"
    }], a row for each node, padding included`,
  );
}
