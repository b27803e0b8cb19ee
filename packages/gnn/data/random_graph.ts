/**
 * Graphs without structure.
 *
 * @module
 */
import { Random, tensor } from "@chainrule/tensor";
import { Graph } from "../graph/graph.ts";

/** How a random graph is made. */
export interface RandomGraphOptions {
  /** The number of nodes, V. */
  readonly nodes: number;
  /** The number of undirected edges: the graph has twice as many directed ones. */
  readonly edges: number;
  /** What the edges come from. @default 0 */
  readonly seed?: number;
}

/** How many random numbers are drawn at a time, at most; an even number. */
const mostDrawn = 8192;

/**
 * A graph with so many nodes and undirected edges, each such graph as likely as any other. 随机图
 *
 * Without self-loops and parallel edges; each edge is there in both directions, one after the other. Time grows with the number of edges. Source: Erdős and Rényi (1959), On Random Graphs I.
 *
 * @param options Numbers of nodes and edges, and seed
 * @returns The graph, without features
 * @throws {RangeError} When a number is not a whole number from 0, or there are not so many pairs of nodes
 *
 * @example All the edges that three nodes can have
 * ```ts
 * import { randomGraph } from "@chainrule/gnn";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = randomGraph({ nodes: 3, edges: 3 });
 * assertEquals(graph.adjacency.toDense().toArray(), [[0, 1, 1], [1, 0, 1], [1, 1, 0]]);
 * ```
 */
export function randomGraph({ nodes, edges, seed = 0 }: RandomGraphOptions): Graph {
  checkSizes(nodes, edges);
  const random = new Random(seed);
  const drawn = Math.min(mostDrawn, 2 * edges + 2);
  const known = new Set<number>();
  const ends = new Int32Array(4 * edges);
  while (known.size < edges) {
    const { data } = random.integers([drawn], 0, nodes);
    for (let i = 0; i < drawn && known.size < edges; i += 2) {
      const [a, b] = [data[i]!, data[i + 1]!];
      const key = Math.min(a, b) * nodes + Math.max(a, b);
      if (a === b || known.has(key)) continue;
      const edge = 2 * known.size;
      known.add(key);
      ends[edge] = ends[2 * edges + edge + 1] = a;
      ends[edge + 1] = ends[2 * edges + edge] = b;
    }
  }
  return new Graph({ numberOfNodes: nodes, edgeIndex: tensor(ends, [2, 2 * edges]) });
}

function checkSizes(nodes: number, edges: number): void {
  for (const [what, value] of [["nodes", nodes], ["edges", edges]] as const) {
    if (Number.isInteger(value) && value >= 0) continue;
    throw new RangeError(
      `Cannot make a random graph as ${what} must be a whole number from 0: current ${what} is ${value}`,
    );
  }
  const pairs = nodes * (nodes - 1) / 2;
  if (edges <= pairs) return;
  throw new RangeError(
    `Cannot make a random graph of ${nodes} nodes as edges must be at most ${pairs}, its pairs of nodes: current edges is ${edges}`,
  );
}
