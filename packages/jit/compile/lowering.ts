/**
 * Lowering: from a node of a plan to calls of kernels.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import type { Operand } from "@chainrule/tensor";
import type { FusedNode, Node } from "../graph/static_graph.ts";
import { isFused } from "../graph/static_graph.ts";
import { lowerElementwise } from "./lower_fused.ts";
import { lowerSum } from "./lower_reduction.ts";

/** A node, and where its values are. */
export interface NodeSite<N extends Node = Node> {
  /** What is to be done. */
  readonly node: N;
  /** What it reads, in the order of `node.inputs`. Dense, unless the node is a fused one, a product or a sum. */
  readonly inputs: readonly Operand[];
  /** What it writes; a call has one. Always dense. An output of a fused node may be in the place of an input that is read element by element. */
  readonly outputs: readonly Operand[];
}

/** The calls that do what a node says, one after the other; null where there is no kernel for it, and TypeScript does it. */
export type NodeLowering<N extends Node = Node> = (site: NodeSite<N>) => readonly KernelCall[] | null;

/** A fused node's lowering. */
export type FusedLowering = NodeLowering<FusedNode>;

/** Lowers any node: fused ones here, others as the record of their operation says. */
export const lower: NodeLowering = ({ node, inputs, outputs }) => {
  if (isFused(node)) {
    const lowering = node.reduction === null ? lowerElementwise : lowerSum;
    return lowering({ node, inputs, outputs });
  }
  const { op, attributes } = node;
  return op.lower?.({ attributes, inputs, output: outputs[0]! }) ?? null;
};
