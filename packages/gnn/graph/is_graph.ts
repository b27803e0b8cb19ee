/**
 * Telling a graph from a list of edges.
 *
 * @module
 */
import type { EdgeList, Graph } from "./graph.ts";

/** Whether edges are those of a {@link Graph}, of this or another copy of the package: checked, fixed, and with matrices. */
export function isGraph(edges: EdgeList): edges is Graph {
  return "adjacency" in edges && "incoming" in edges;
}
