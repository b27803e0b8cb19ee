/**
 * Walking the graph that tensors remember.
 *
 * @module
 */
import type { Origin, Tensor } from "@chainrule/tensor";
import { isNone, isTracked, vjpRule } from "@chainrule/tensor";

/** A tensor that an operation made, or a leaf. */
export type Node = Tensor & { readonly origin: Origin };

/**
 * Every tracked tensor below `roots` that came about at `since` or later, oldest first. The walk keeps its own stack, so
 * depth is bounded by memory alone.
 *
 * @throws {TypeError} When an earlier `backward` let go of a part of the graph: what lies behind it is lost
 */
export function collect(
  name: string,
  roots: readonly Tensor[],
  since: number,
): Node[] {
  const nodes: Node[] = [];
  const seen = new Set<Tensor>();
  const stack = [...roots];
  while (stack.length > 0) {
    const x = stack.pop()!;
    if (seen.has(x) || !isNode(x) || x.origin.id < since || !isTracked(x)) {
      continue;
    }
    checkAlive(name, x);
    seen.add(x);
    nodes.push(x);
    for (const input of x.origin.inputs) stack.push(input);
  }
  return nodes.sort((a, b) => a.origin.id - b.origin.id);
}

/** The nodes, among `nodes` (oldest first), through which a change of `leaves` reaches the others. */
export function reachedFrom(
  leaves: ReadonlySet<Tensor>,
  nodes: readonly Node[],
): Set<Tensor> {
  const reached = new Set<Tensor>();
  for (const node of nodes) {
    if (
      leaves.has(node) ||
      node.origin.inputs.some((input, i) => reached.has(input) && passes(node, i))
    ) {
      reached.add(node);
    }
  }
  return reached;
}

/** Whether the operation that made `node` has a derivative with respect to input `index`. */
export function passes(node: Node, index: number): boolean {
  return node.origin.op !== null && !isNone(vjpRule(node.origin.op, index));
}

/** Whether `x` remembers how it came about. */
export function isNode(x: Tensor): x is Node {
  return x.origin !== null;
}

/** Whether `node` is what a variable holds or held. */
export function isVariableLeaf(node: Node): boolean {
  return node.origin.variable !== null;
}

/** Throws if `backward` has already let go of the graph at `node`. */
export function checkAlive(name: string, node: Node): void {
  if (!node.origin.released) return;
  throw new TypeError(
    `Cannot take ${name} through ${
      node.origin.op!.name
    } as its graph must still be there: an earlier backward released it; pass { retainGraph: true } to that call`,
  );
}
