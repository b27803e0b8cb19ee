/**
 * Leaving out what nobody asks for.
 *
 * @module
 */
import type { CallNode } from "./static_graph.ts";
import { outputIds, StaticGraph } from "./static_graph.ts";

/** Drops nodes that no result, variable or gradient depends on. 死代码消除 */
export function deadCode({ values, nodes, outputs }: StaticGraph): StaticGraph {
  const needed = new Set(outputIds(outputs));
  const kept: CallNode[] = [];
  for (const node of nodes.toReversed()) {
    if (!needed.has(node.output)) continue;
    for (const id of node.inputs) needed.add(id);
    kept.push(node);
  }
  return new StaticGraph(values, kept.reverse(), outputs);
}
