/**
 * Self-loops for lists of edges that may be arguments of a compiled function.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { arange, concat, equal, segmentMax } from "@chainrule/tensor";
import type { EdgeList } from "./graph.ts";

/** A list of edges, behind which each node has a loop. */
export interface ListWithLoops {
  /** The node that each edge leaves, shape `[E + V]`. */
  readonly sources: Tensor;
  /** The node that each edge enters, shape `[E + V]`. */
  readonly targets: Tensor;
  /** Which of the loops count, since their nodes have none among the edges; bool `[V]`. */
  readonly isNew: Tensor;
}

/** Appends a loop for each node. How many are new depends on values, which a trace does not know, so all are there and `isNew` says which count. */
export function loopsOfList({ numberOfNodes, sources, targets }: EdgeList): ListWithLoops {
  const nodes = arange(numberOfNodes, undefined, { dtype: "int32" });
  const loops = equal(sources, targets).cast("int32");
  return {
    sources: concat([sources, nodes]),
    targets: concat([targets, nodes]),
    isNew: equal(segmentMax(loops, targets, numberOfNodes), 0),
  };
}
