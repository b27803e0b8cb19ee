/**
 * Edges in both directions.
 *
 * @module
 */
import { concat, gather, tensor } from "@chainrule/tensor";
import type { Graph } from "./graph.ts";

/**
 * The graph with the reverse of each edge, unless it is there already. A reverse edge has the features of the edge. 无向图
 *
 * @param graph A graph
 * @returns A graph whose new edges come after the given ones, in their order
 *
 * @example A path of three nodes
 * ```ts
 * import { Graph, toUndirected } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const path = new Graph({ numberOfNodes: 3, edgeIndex: tensor([[0, 1], [1, 2]], "int32") });
 * assertEquals(toUndirected(path).edgeIndex.toArray(), [[0, 1, 1, 2], [1, 2, 0, 1]]);
 * ```
 */
export function toUndirected(graph: Graph): Graph {
  const { numberOfNodes, edgeFeatures } = graph;
  const sources = graph.sources.data;
  const targets = graph.targets.data;
  const key = (source: number, target: number) => source * numberOfNodes + target;
  const known = new Set(
    Array.from(sources, (source, edge) => key(source, targets[edge]!)),
  );
  const turned: number[] = [];
  sources.forEach((source, edge) => {
    const reverse = key(targets[edge]!, source);
    if (known.has(reverse)) return;
    known.add(reverse);
    turned.push(edge);
  });
  const edges = tensor(turned, "int32");
  const reversed = gather(graph.edgeIndex, edges, 1);
  const ends = gather(reversed, tensor([1, 0], "int32"));
  return graph.with({
    edgeIndex: concat([graph.edgeIndex, ends], 1),
    ...(edgeFeatures && {
      edgeFeatures: concat([edgeFeatures, gather(edgeFeatures, edges)]),
    }),
  });
}
