/**
 * Which operations have kernels.
 *
 * @module
 */
import type { KernelCall } from "@chainrule/kernels";
import type { AnyOp } from "@chainrule/tensor";
import type { Node } from "../graph/static_graph.ts";
import { isFused } from "../graph/static_graph.ts";
import { convolutionLowerings } from "./lower_convolution.ts";
import { lowerElementwise } from "./lower_fused.ts";
import { indexingLowerings } from "./lower_indexing.ts";
import { moveLowerings } from "./lower_moves.ts";
import { productLowerings } from "./lower_product.ts";
import { randomLowerings } from "./lower_random.ts";
import { lowerSum } from "./lower_reduction.ts";
import { rowLowerings } from "./lower_rows.ts";
import { sparseLowerings } from "./lower_sparse.ts";
import type { Lowering, Site } from "./lowering.ts";

const lowerings: ReadonlyMap<AnyOp, Lowering> = new Map<AnyOp, Lowering>([
  ...convolutionLowerings,
  ...indexingLowerings,
  ...moveLowerings,
  ...productLowerings,
  ...randomLowerings,
  ...rowLowerings,
  ...sparseLowerings,
]);

/** The calls of kernels that do what a node says, or null where TypeScript must. */
export function lower(site: Site<Node>): readonly KernelCall[] | null {
  const { node } = site;
  if (isFused(node)) {
    const lowering = node.reduction === null ? lowerElementwise : lowerSum;
    return lowering({ ...site, node });
  }
  return lowerings.get(node.op)?.({ ...site, node }) ?? null;
}
