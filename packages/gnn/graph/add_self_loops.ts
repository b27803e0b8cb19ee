/**
 * Edges from each node to itself.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat, full, tensor } from "@chainrule/tensor";
import type { Graph } from "./graph.ts";

/** What new self-loops are like. */
export interface SelfLoopOptions {
  /** The value of their edge features, where edges have features. @default 0 */
  readonly fill?: number;
}

/**
 * The graph with an edge from each node to itself, unless it has one already. 自环
 *
 * @param graph A graph
 * @param options The features of new edges
 * @returns A graph whose new edges come after the given ones, in the order of the nodes
 *
 * @example A node hears itself, too
 * ```ts
 * import { addSelfLoops, Graph } from "@chainrule/gnn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0, 1], [1, 1]], "int32") });
 * assertEquals(addSelfLoops(graph).edgeIndex.toArray(), [[0, 1, 0], [1, 1, 0]]);
 * ```
 */
export function addSelfLoops(
  graph: Graph,
  { fill = 0 }: SelfLoopOptions = {},
): Graph {
  const nodes = nodesWithoutLoop(graph);
  const { edgeFeatures } = graph;
  return graph.with({
    edgeIndex: concat([graph.edgeIndex, loops(nodes)], 1),
    ...(edgeFeatures && {
      edgeFeatures: concat([
        edgeFeatures,
        full([nodes.length, edgeFeatures.shape[1]!], fill, edgeFeatures.dtype),
      ]),
    }),
  });
}

/** The nodes without an edge to themselves. */
export function nodesWithoutLoop(graph: Graph): number[] {
  const looped = new Uint8Array(graph.numberOfNodes);
  const targets = graph.targets.data;
  graph.sources.data.forEach((source, edge) => {
    if (source === targets[edge]) looped[source] = 1;
  });
  return [...looped.keys()].filter((node) => looped[node] === 0);
}

function loops(nodes: readonly number[]): Tensor {
  return tensor([nodes, nodes], "int32");
}
