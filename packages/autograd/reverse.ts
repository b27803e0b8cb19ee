/**
 * Reverse mode: one walk from the output to the leaves.
 *
 * @module
 */
import type { AnyOp, CallCotangent, Tensor } from "@chainrule/tensor";
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
  const waiting = new Map<Tensor, JointCalls>();
  const kept = new Map<Tensor, Tensor>();
  const addTo = (node: Tensor, part: Tensor): void => {
    const before = cotangents.get(node);
    cotangents.set(node, before === undefined ? part : add(before, part));
  };
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    // All that read this node were visited, so calls that waited for each other are complete.
    const joint = waiting.get(node);
    if (joint !== undefined) { for (const part of partsOf(joint, node)) addTo(node, part); }
    waiting.delete(node);
    const g = cotangents.get(node);
    if (g === undefined || !reached.has(node)) continue;
    cotangents.delete(node);
    if (keep.has(node)) kept.set(node, g);
    const { op, inputs, attributes } = node.origin;
    inputs.forEach((input, index) => {
      if (op === null || !reached.has(input)) return;
      const rule = vjpRule(op, index);
      if (isNone(rule)) return;
      const joint = waiting.get(input);
      if (op.jointVjp === undefined || (joint !== undefined && joint.op !== op)) {
        addTo(input, rule(g, inputs, node, attributes, index));
      } else if (joint === undefined) waiting.set(input, { op, calls: [{ g, output: node, attributes }] });
      else joint.calls.push({ g, output: node, attributes });
    });
  }
  return kept;
}

/** Calls of one operation on one input, until their cotangents are asked for together. */
interface JointCalls {
  readonly op: AnyOp;
  readonly calls: (CallCotangent<unknown> & { readonly output: Tensor })[];
}

/** What the cotangent of `input` consists of. */
function partsOf({ op, calls }: JointCalls, input: Tensor): Tensor[] {
  const whole = calls.length === 1 ? null : op.jointVjp!(calls, input);
  if (whole !== null) return [whole];
  const rule = vjpRule(op, 0);
  return isNone(rule) ? [] : calls.map(({ g, output, attributes }) => rule(g, [input], output, attributes, 0));
}
