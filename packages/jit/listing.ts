/**
 * A traced program as text.
 *
 * @module
 */
import { isTensor } from "@chainrule/tensor";
import { body, json, nameOf } from "./graph/print.ts";
import type { StaticGraph } from "./graph/static_graph.ts";
import { mapLeaves } from "./tree.ts";

/** One line an operation, an assignment, and the result. */
export function list(graph: StaticGraph, result: unknown): string[] {
  const names = graph.outputs.results.map((id) => nameOf(graph.values[id]!));
  let next = 0;
  const named = mapLeaves(result, (x) => isTensor(x) ? names[next++] : x);
  return [...body(graph), `return ${json(named)}`];
}
