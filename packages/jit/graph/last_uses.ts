/**
 * How long values are needed.
 *
 * @module
 */
import type { Node, Outputs } from "./static_graph.ts";
import { outputIds, outputsOf } from "./static_graph.ts";

/** For each value the index of the last node that makes or reads it; `nodes.length` if it leaves the graph, −1 if nobody wants it. */
export function lastUses(count: number, nodes: readonly Node[], outputs: Outputs): Int32Array {
  const last = new Int32Array(count).fill(-1);
  nodes.forEach((node, index) => {
    for (const id of node.inputs) last[id] = index;
    for (const id of outputsOf(node)) last[id] = index;
  });
  for (const id of outputIds(outputs)) last[id] = nodes.length;
  return last;
}
