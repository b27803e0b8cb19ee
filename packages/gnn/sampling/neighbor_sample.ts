/**
 * What lies around some nodes of a graph.
 *
 * @module
 */
import type { Random, Tensor } from "@chainrule/tensor";
import { gather, stack, tensor } from "@chainrule/tensor";
import { featureRows } from "../graph/feature_rows.ts";
import type { EdgeList } from "../graph/graph.ts";
import { Graph } from "../graph/graph.ts";
import { choose } from "./choose.ts";

/** Some nodes, and what layers must see to say something about them. Made by `neighborSampler`. */
export interface NeighborSample {
  /** The nodes that the batch is about, as numbered in the whole graph, int32 `[S]`; they are nodes 0 to S − 1 of the sample. */
  readonly seeds: Tensor;
  /** For each node of the sample its number in the whole graph, int32: the seeds, then nodes in the order in which they were found. */
  readonly nodes: Tensor;
  /** For each edge of the sample its number in the whole graph, int32. */
  readonly edges: Tensor;
  /** The sample as a graph, with the features of its nodes and edges. */
  readonly graph: Graph;
  /**
   * The edges that each layer needs, the first layer first: the last one hears only what enters the seeds. `numberOfNodes` is how many rows of features that layer takes:
   * the first ones of what the layer before gave.
   */
  readonly layers: readonly EdgeList[];
}

/** The neighbourhoods of a graph, from which samples are taken. */
export class Neighborhoods {
  readonly #graph: Graph;
  readonly #fanouts: readonly number[];
  /** For each node of the graph its number in the sample at hand, −1 for none. */
  readonly #place: Int32Array;

  /**
   * Looks at a graph.
   *
   * @param graph The whole graph
   * @param fanouts For each step away from the seeds, how many of the edges into a node are followed at most
   */
  constructor(graph: Graph, fanouts: readonly number[]) {
    this.#graph = graph;
    this.#fanouts = [...fanouts];
    this.#place = new Int32Array(graph.numberOfNodes).fill(-1);
  }

  /**
   * The sample around some seeds.
   *
   * @param seeds Different nodes, int32 `[S]`
   * @param random What choices come from
   */
  around(seeds: Tensor, random: Random): NeighborSample {
    const nodes: number[] = [];
    const edges: number[] = [];
    const nodesAfter: number[] = [];
    const edgesAfter: number[] = [];
    try {
      for (const seed of seeds.data) this.#meet(seed, nodes);
      this.#fanouts.forEach((fanout) => {
        const from = nodesAfter.at(-1) ?? 0;
        nodesAfter.push(nodes.length);
        const frontier = nodes.slice(from);
        const uniform = uniformOf(random, frontier.length * fanout);
        for (const node of frontier) this.#follow(node, fanout, uniform, nodes, edges);
        edgesAfter.push(edges.length);
      });
      return this.#sample(seeds, nodes, edges, { nodesAfter: [...nodesAfter, nodes.length], edgesAfter });
    } finally {
      for (const node of nodes) this.#place[node] = -1;
    }
  }

  #meet(node: number, nodes: number[]): void {
    if (this.#place[node] !== -1) return;
    this.#place[node] = nodes.length;
    nodes.push(node);
  }

  /** Follows at most `fanout` edges into a node back to where they come from. */
  #follow(node: number, fanout: number, uniform: () => number, nodes: number[], edges: number[]): void {
    const { indptr, indices } = this.#graph.incoming;
    const from = indptr.data[node]!;
    for (const i of choose(indptr.data[node + 1]! - from, fanout, uniform)) {
      const edge = indices.data[from + i]!;
      edges.push(edge);
      this.#meet(this.#graph.sources.data[edge]!, nodes);
    }
  }

  #sample(
    seeds: Tensor,
    nodes: readonly number[],
    edges: readonly number[],
    { nodesAfter, edgesAfter }: { readonly nodesAfter: readonly number[]; readonly edgesAfter: readonly number[] },
  ): NeighborSample {
    const { nodeFeatures, edgeFeatures, sources, targets } = this.#graph;
    const chosen = { nodes: tensor(Int32Array.from(nodes)), edges: tensor(Int32Array.from(edges)) };
    const ends = (of: Tensor) => tensor(Int32Array.from(edges, (edge) => this.#place[of.data[edge]!]!));
    const graph = new Graph({
      numberOfNodes: nodes.length,
      edgeIndex: stack([ends(sources), ends(targets)]),
      ...(nodeFeatures && { nodeFeatures: featureRows(nodeFeatures, chosen.nodes) }),
      ...(edgeFeatures && { edgeFeatures: gather(edgeFeatures, chosen.edges) }),
    });
    const layers = edgesAfter.map((end, step) => ({
      numberOfNodes: nodesAfter[step + 1]!,
      sources: graph.sources.slice([0], [end]),
      targets: graph.targets.slice([0], [end]),
      edgeFeatures: graph.edgeFeatures && graph.edgeFeatures.slice([0], [end]),
    }));
    return { seeds, nodes: chosen.nodes, edges: chosen.edges, graph, layers: layers.reverse() };
  }
}

function uniformOf(random: Random, count: number): () => number {
  const { data } = random.uniform([count], { dtype: "float64" });
  let next = 0;
  return () => data[next++]!;
}
