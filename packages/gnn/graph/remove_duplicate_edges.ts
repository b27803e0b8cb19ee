/**
 * Each edge once.
 *
 * @module
 */
import { gather, tensor } from "@chainrule/tensor";
import type { Graph } from "./graph.ts";

/**
 * The graph with each edge once: of several from one node to another the first stays, with its features.
 *
 * @param graph A graph
 * @returns A graph whose edges keep their order
 *
 * @example A link that was listed twice
 * ```ts
 * import { Graph, removeDuplicateEdges } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0, 1, 0], [1, 0, 1]], "int32") });
 * assertEquals(removeDuplicateEdges(graph).edgeIndex.toArray(), [[0, 1], [1, 0]]);
 * ```
 */
export function removeDuplicateEdges(graph: Graph): Graph {
  const { numberOfNodes, edgeFeatures } = graph;
  const targets = graph.targets.data;
  const known = new Set<number>();
  const first: number[] = [];
  graph.sources.data.forEach((source, edge) => {
    const key = source * numberOfNodes + targets[edge]!;
    if (known.has(key)) return;
    known.add(key);
    first.push(edge);
  });
  const edges = tensor(first, "int32");
  return graph.with({
    edgeIndex: gather(graph.edgeIndex, edges, 1),
    ...(edgeFeatures && { edgeFeatures: gather(edgeFeatures, edges) }),
  });
}
