/**
 * Made-up directed graphs of any size.
 *
 * @module
 */
import { Graph } from "@chainrule/gnn";
import { fromValues } from "@chainrule/tensor";
import { hashed } from "./hashed.ts";

/** A graph without features; a few nodes have many outgoing edges, most have few. */
export function directedGraph(nodes: number, edges: number): Graph {
  const ends = new Int32Array(2 * edges);
  for (let i = 0; i < edges; i++) {
    ends[i] = Math.floor(hashed(i, 1) * hashed(i, 1) * nodes);
    ends[edges + i] = Math.floor(hashed(i, 2) * nodes);
  }
  return new Graph({ numberOfNodes: nodes, edgeIndex: fromValues(ends, [2, edges], "int32") });
}
