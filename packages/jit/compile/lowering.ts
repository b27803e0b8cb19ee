/**
 * Lowering: from a node of a plan to calls of kernels.
 *
 * @module
 */
import type { Address, KernelCall } from "@chainrule/kernels";
import type { AnyOp, DType, Shape } from "@chainrule/tensor";
import type { CallNode, FusedNode, Node } from "../graph/static_graph.ts";

/** A value in memory, as a node reads or writes it. */
export interface Operand {
  /** The length of each axis. */
  readonly shape: Shape;
  /** The type of the elements. */
  readonly dtype: DType;
  /** Steps along each axis, in elements; row-major where the kernel does not read strides. */
  readonly strides: readonly number[];
  /** Where the first element is. */
  readonly address: Address;
}

/** A node, and where its values are. */
export interface Site<N extends Node = CallNode> {
  /** What is to be done. */
  readonly node: N;
  /** What it reads, in the order of `node.inputs`. Dense, unless the node is a fused one, a product or a sum. */
  readonly inputs: readonly Operand[];
  /** What it writes; a call has one. Always dense. An output of a fused node may be in the place of an input that is read element by element. */
  readonly outputs: readonly Operand[];
}

/** The calls that do what a node says, one after the other; null where there is no kernel for it, and TypeScript does it. */
export type Lowering<N extends Node = CallNode> = (site: Site<N>) => readonly KernelCall[] | null;

/** The lowerings of some operations. */
export type LoweringEntries = readonly (readonly [op: AnyOp, lowering: Lowering])[];

/** A fused node's lowering. */
export type FusedLowering = Lowering<FusedNode>;
