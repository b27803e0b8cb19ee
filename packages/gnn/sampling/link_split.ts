/**
 * Edges to learn from and edges to be foretold.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { gather, Random, tensor } from "@chainrule/tensor";
import type { Graph } from "../graph/graph.ts";

/** How many edges are kept back. */
export interface LinkSplitOptions {
  /** The share of the edges to choose settings by. @default 0.05 */
  readonly validation?: number;
  /** The share of the edges to measure with. @default 0.1 */
  readonly test?: number;
  /** What the choice comes from. @default 0 */
  readonly seed?: number;
}

/** Pairs of nodes that are joined, and as many that are not. */
export interface Links {
  /** Pairs with an edge between them, each once, int32 `[2, K]`. */
  readonly joined: Tensor;
  /** Pairs without, int32 `[2, K]`. */
  readonly apart: Tensor;
}

/** A graph that lacks some edges, and those. */
export interface LinkSplit {
  /** The graph with the edges to learn from only, both directions of each. */
  readonly graph: Graph;
  /** The pairs to learn from. */
  readonly train: Links;
  /** The pairs to choose settings by. */
  readonly validation: Links;
  /** The pairs to measure with. */
  readonly test: Links;
}

/**
 * Keeps some edges of an undirected graph back, to be foretold from the others, with as many pairs of nodes that no edge joins. 链接预测划分
 *
 * Both directions of an edge go together. Self-loops stay in the graph and are in no part. No pair without an edge comes twice.
 * Source: Kipf and Welling (2016), Variational Graph Auto-Encoders, section 3.
 *
 * @param graph An undirected graph: each edge in both directions, none twice
 * @param options How many edges are kept back
 * @returns The graph without these, and the pairs of each part
 * @throws {RangeError} When a share is negative or both together are 1 or more, or there are too few pairs without an edge
 * @throws {TypeError} When an edge has no reverse, or comes twice
 *
 * @example The friendships of a club
 * ```ts
 * import { karateClub, linkSplit } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, train, validation, test } = linkSplit(karateClub().graph, { validation: 0.1, test: 0.2 });
 * assertEquals([train, validation, test].map(({ joined }) => joined.shape[1]), [54, 8, 16]);
 * assertEquals(graph.numberOfEdges, 108);
 * ```
 */
export function linkSplit(
  graph: Graph,
  { validation = 0.05, test = 0.1, seed = 0 }: LinkSplitOptions = {},
): LinkSplit {
  if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
    throw new RangeError(
      `Cannot split links as validation and test must be at least 0 with a sum below 1: current shares are ${validation} and ${test}`,
    );
  }
  const { numberOfNodes, edgeFeatures } = graph;
  const [sources, targets] = [graph.sources.data, graph.targets.data];
  const keyOf = (a: number, b: number) => Math.min(a, b) * numberOfNodes + Math.max(a, b);
  const pairs = pairsOf(graph, keyOf);
  const random = new Random(seed);
  const shuffled = Array.from(random.permutation(pairs.length).data, (i) => pairs[i]!);
  const kept = [validation, test].map((share) => Math.round(share * pairs.length)) as [number, number];
  const parts = [
    shuffled.slice(kept[0] + kept[1]),
    shuffled.slice(0, kept[0]),
    shuffled.slice(kept[0], kept[0] + kept[1]),
  ];
  const apart = pairsApart(numberOfNodes, new Set(pairs), random);
  const [train, ...held] = parts.map((joined) => ({
    joined: endsOf(joined, numberOfNodes),
    apart: endsOf(joined.map(apart), numberOfNodes),
  }));
  const hidden = new Set([...parts[1]!, ...parts[2]!]);
  const left = Array.from(sources.keys()).filter((edge) => !hidden.has(keyOf(sources[edge]!, targets[edge]!)));
  const edges = tensor(Int32Array.from(left));
  return {
    graph: graph.with({
      edgeIndex: gather(graph.edgeIndex, edges, 1),
      ...(edgeFeatures && { edgeFeatures: gather(edgeFeatures, edges) }),
    }),
    train: train!,
    validation: held[0]!,
    test: held[1]!,
  };
}

/** How many random numbers are drawn at a time. */
const drawn = 1024;

/** Each pair of joined nodes once, as a number. */
function pairsOf({ sources, targets }: Graph, keyOf: (a: number, b: number) => number): number[] {
  const directions = new Map<number, number>();
  sources.data.forEach((source, edge) => {
    const target = targets.data[edge]!;
    if (source === target) return;
    const [key, direction] = [keyOf(source, target), source < target ? 1 : 2];
    const known = directions.get(key) ?? 0;
    if ((known & direction) !== 0) {
      throw new TypeError(
        `Cannot split links as no edge must come twice: current edge ${edge} from ${source} to ${target} does; use removeDuplicateEdges`,
      );
    }
    directions.set(key, known | direction);
  });
  sources.data.forEach((source, edge) => {
    const target = targets.data[edge]!;
    if (source === target || directions.get(keyOf(source, target)) === 3) return;
    throw new TypeError(
      `Cannot split links as each edge must have its reverse: current edge ${edge} from ${source} to ${target} has none; use toUndirected`,
    );
  });
  return [...directions.keys()];
}

/** Gives, at each call, a pair of different nodes that nothing joins and that did not come before. */
function pairsApart(nodes: number, taken: Set<number>, random: Random): () => number {
  const all = nodes * (nodes - 1) / 2;
  let ends: number[] = [];
  return () => {
    if (taken.size >= all) {
      throw new RangeError(
        `Cannot split links as there must be as many pairs of nodes without an edge as with one: current number of pairs is ${all}`,
      );
    }
    for (;;) {
      if (ends.length < 2) ends = [...random.integers([drawn], 0, nodes).data];
      const [a, b] = [ends.pop()!, ends.pop()!];
      const key = Math.min(a, b) * nodes + Math.max(a, b);
      if (a === b || taken.has(key)) continue;
      taken.add(key);
      return key;
    }
  };
}

function endsOf(keys: readonly number[], nodes: number): Tensor {
  const ends = [...keys.map((key) => Math.floor(key / nodes)), ...keys.map((key) => key % nodes)];
  return tensor(Int32Array.from(ends), [2, keys.length]);
}
