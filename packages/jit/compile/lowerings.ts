/**
 * Which operations have kernels.
 *
 * @module
 */
import type { AnyOp } from "@chainrule/tensor";
import type { KernelCall } from "@chainrule/kernels";
import type { Node } from "../graph/static_graph.ts";
import { isFused } from "../graph/static_graph.ts";
import type { Lowering, Site } from "./lowering.ts";

const lowerings: ReadonlyMap<AnyOp, Lowering> = new Map<AnyOp, Lowering>([]);

/** The calls of kernels that do what a node says, or null where TypeScript must. */
export function lower(site: Site<Node>): readonly KernelCall[] | null {
  const { node } = site;
  if (isFused(node)) return null;
  return lowerings.get(node.op)?.({ ...site, node }) ?? null;
}
