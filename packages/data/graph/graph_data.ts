/**
 * A graph as a plain record.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues } from "@chainrule/tensor";

/** A graph whose nodes have classes, as a plain record; every undirected edge is there in both directions. */
export interface GraphData {
  /** The number of nodes, V. */
  readonly nodeCount: number;
  /** The source of each directed edge above its target, shape `[2, E]`, dtype int32. */
  readonly edgeIndex: Tensor;
  /** The class of each node, −1 where it is unknown, shape `[V]`, dtype int32. */
  readonly labels: Tensor;
}

/** The edges in the given direction, then in the other one. */
export function bothDirections(
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
): Tensor {
  const count = sources.length;
  const values = new Int32Array(4 * count);
  values.set(sources, 0);
  values.set(targets, count);
  values.set(targets, 2 * count);
  values.set(sources, 3 * count);
  return fromValues(values, [2, 2 * count], "int32");
}
