/**
 * Forward mode: one walk from the leaves to the outputs.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { isNone } from "@chainrule/tensor";
import { passes } from "./graph.ts";
import type { Node } from "./graph.ts";

/**
 * Carries tangents forward through a graph.
 *
 * @param nodes The graph, oldest first
 * @param tangents The tangent of each leaf
 * @returns The tangent of every node that the leaves reach
 */
export function pushForward(
  nodes: readonly Node[],
  tangents: ReadonlyMap<Tensor, Tensor>,
): Map<Tensor, Tensor> {
  const all = new Map(tangents);
  for (const node of nodes) {
    const { op, inputs, attributes } = node.origin;
    if (op === null || isNone(op.jvp)) continue;
    const incoming = inputs.map((input, index) => passes(node, index) ? all.get(input) ?? null : null);
    if (incoming.every((tangent) => tangent === null)) continue;
    all.set(node, op.jvp(incoming, inputs, node, attributes));
  }
  return all;
}
