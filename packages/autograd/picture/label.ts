/**
 * What the pictures of a graph say at each node.
 *
 * @module
 */
import type { NestedArray } from "@chainrule/tensor";
import { formatShape } from "@chainrule/tensor";
import type { ComputationalGraph, GraphNode } from "./graph_of.ts";

/** Name, value, and the derivatives that were asked for, a line each. */
export function linesOf({ kind, name, value, shape, gradient, tangent }: GraphNode): string[] {
  const lines = [name];
  if (value === null) lines.push(formatShape(shape));
  else if (kind !== "constant" || name !== written(value)) lines.push(written(value));
  if (gradient !== null) lines.push(`gradient ${written(gradient)}`);
  if (tangent !== null) lines.push(`tangent ${written(tangent)}`);
  return lines;
}

/** The nodes of each scope, in order. */
export function scopesOf(graph: ComputationalGraph): (readonly [scope: string, nodes: readonly GraphNode[]])[] {
  const scopes = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const known = scopes.get(node.scope);
    if (known === undefined) scopes.set(node.scope, [node]);
    else known.push(node);
  }
  return [...scopes];
}

/** Numbers to four digits. */
function written(value: NestedArray): string {
  if (typeof value === "number") return `${Number(value.toPrecision(4))}`;
  return typeof value === "boolean" ? `${value}` : `[${value.map(written).join(", ")}]`;
}
