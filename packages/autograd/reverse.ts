/**
 * Reverse mode: one walk from the output to the leaves.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { add, isNone, vjpRule } from "@chainrule/tensor";
import { collect, reachedFrom } from "./graph.ts";
import type { Node } from "./graph.ts";

/** A graph, and what of it lies between its leaves and the output. */
export interface Reach {
  /** Oldest first. */
  readonly nodes: readonly Node[];
  readonly leaves: ReadonlySet<Tensor>;
  readonly reached: ReadonlySet<Tensor>;
}

/** The graph of `output` since `since`, and what of it the leaves reach. */
export function reachOf(
  name: string,
  output: Tensor,
  isLeaf: (node: Node) => boolean,
  since: number,
): Reach {
  const nodes = collect(name, [output], since);
  const leaves = new Set(nodes.filter(isLeaf));
  return { nodes, leaves, reached: reachedFrom(leaves, nodes) };
}

/**
 * Carries a cotangent back through a graph. Where several paths meet, they add up.
 *
 * @param output Where to start
 * @param cotangent Its cotangent
 * @param reach The graph
 * @param keep Which nodes to give the cotangents of. @default the leaves
 * @returns The cotangent of every node of `keep` that the walk met
 */
export function pullBack(
  output: Tensor,
  cotangent: Tensor,
  { nodes, leaves, reached }: Reach,
  keep: ReadonlySet<Tensor> = leaves,
): Map<Tensor, Tensor> {
  const cotangents = new Map([[output, cotangent]]);
  const kept = new Map<Tensor, Tensor>();
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    const g = cotangents.get(node);
    if (g === undefined || !reached.has(node)) continue;
    cotangents.delete(node);
    if (keep.has(node)) kept.set(node, g);
    const { op, inputs, attributes } = node.origin;
    inputs.forEach((input, index) => {
      if (op === null || !reached.has(input)) return;
      const rule = vjpRule(op, index);
      if (isNone(rule)) return;
      const part = rule(g, inputs, node, attributes, index);
      const before = cotangents.get(input);
      cotangents.set(input, before === undefined ? part : add(before, part));
    });
  }
  return kept;
}
