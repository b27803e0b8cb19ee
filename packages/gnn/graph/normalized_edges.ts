/**
 * What a graph convolution weighs edges with, where they are a list.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat, gather, isVariable, ones, segmentSum } from "@chainrule/tensor";
import type { EdgeList } from "./graph.ts";
import { loopsOfList } from "./loops_of_list.ts";
import type { AdjacencyOptions } from "./normalized_adjacency.ts";
import { checkNormalization, checkWeights, inverse } from "./normalized_adjacency.ts";

/**
 * The elements of the normalised adjacency matrix as edges, for a list of edges whose tensors may be arguments of a compiled function.
 * 归一化边权
 *
 * Formula (§4.2.3): `aᵢⱼ = wⱼᵢ / √(dᵢ dⱼ)` (`symmetric`) or `wⱼᵢ / dᵢ` (`row`), with the degrees `dᵢ = Σⱼ wⱼᵢ`
 *
 * The rules are those of `normalizedAdjacency`, degrees are sums over segments. With self-loops, every node has one behind the given edges, with weight
 * 0 where the node had one already.
 *
 * @param edges A list of edges
 * @param options Self-loops, normalisation, weights
 * @returns Edges with one feature, the weight; with self-loops `E + V` of them
 * @throws {RangeError} When there is no such normalisation, or an edge weight is negative and is to be normalised (inside `jit` weights cannot be looked at)
 * @throws {ShapeError} When there is not one weight for each edge
 *
 * @example Two connected nodes
 * ```ts
 * import { normalizedEdges } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const [sources, targets] = [tensor([0, 1], "int32"), tensor([1, 0], "int32")];
 * const edges = normalizedEdges({ numberOfNodes: 2, sources, targets, edgeFeatures: null }, { normalization: "row" });
 * assertEquals(edges.edgeFeatures?.toArray(), [[0.5], [0.5], [0.5], [0.5]]);
 * ```
 */
export function normalizedEdges(edges: EdgeList, options: AdjacencyOptions = {}): EdgeList {
  const { selfLoops = true, normalization = "symmetric", dtype = "float32", edgeWeights } = options;
  checkNormalization(normalization);
  const numberOfEdges = edges.sources.shape[0]!;
  if (edgeWeights !== undefined) checkWeights(numberOfEdges, edgeWeights, normalization);
  const given = edgeWeights ?? ones([numberOfEdges], dtype);
  const value = isVariable(given) ? given.value : given;
  const { sources, targets, weights } = selfLoops ? withLoops(edges, value) : { ...edges, weights: value };
  const { numberOfNodes } = edges;
  return {
    numberOfNodes,
    sources,
    targets,
    edgeFeatures: scaled({ sources, targets, weights }, numberOfNodes, normalization).reshape([-1, 1]),
  };
}

/** Edges with a weight each. */
interface Weighted {
  readonly sources: Tensor;
  readonly targets: Tensor;
  readonly weights: Tensor;
}

function withLoops(edges: EdgeList, weights: Tensor): Weighted {
  const { isNew, ...ends } = loopsOfList(edges);
  return { ...ends, weights: concat([weights, isNew.cast(weights.dtype)]) };
}

function scaled(
  { sources, targets, weights }: Weighted,
  numberOfNodes: number,
  normalization: AdjacencyOptions["normalization"],
): Tensor {
  if (normalization === "none") return weights;
  const degrees = segmentSum(weights, targets, numberOfNodes);
  if (normalization === "row") return weights.mul(gather(inverse(degrees, 1), targets));
  const scale = inverse(degrees, 0.5);
  return weights.mul(gather(scale, targets)).mul(gather(scale, sources));
}
