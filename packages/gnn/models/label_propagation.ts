/**
 * Spreading known labels over a graph.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { ShapeError, sparseMatmul } from "@chainrule/tensor";
import type { Graph } from "../graph/graph.ts";
import { normalizedAdjacency } from "../graph/normalized_adjacency.ts";

/** How {@link labelPropagation} works. */
export interface LabelPropagationOptions {
  /** How much a node trusts its neighbours, in [0, 1); the rest stays with what was given. @default 0.9 */
  readonly alpha?: number;
  /** The number of rounds. @default 50 */
  readonly steps?: number;
}

/**
 * Spreads known labels along edges: what a graph says without features and without learning. 标签传播
 *
 * Formula: `Z ← α Â Z + (1 − α) Y`, from `Z = Y`, with `Â` of `normalizedAdjacency`. Source: Zhou et al. (2004), Learning with Local
 * and Global Consistency.
 *
 * @param graph A graph
 * @param known A one-hot row for each node whose label is known and a row of zeros for the others, shape `[V, C]`
 * @param options Trust and rounds
 * @returns Scores, shape `[V, C]`; the largest one of a row is the guess
 * @throws {ShapeError} When there is not one row for each node
 * @throws {RangeError} When `alpha` is outside [0, 1) or `steps` is not a whole number from 0
 *
 * @example The karate club, from its two leaders alone
 * ```ts
 * import { karateClub, labelPropagation } from "@chainrule/gnn";
 * import { argMax, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const { graph, labels } = karateClub();
 * const known = tensor(Array.from({ length: 34 }, (_, node) => [Number(node === 0), Number(node === 33)]));
 * const guesses = argMax(labelPropagation(graph, known), { axis: 1 }).data;
 * const right = labels.data.filter((label, node) => label === guesses[node]).length;
 * assertEquals(right, 33);
 * ```
 */
export function labelPropagation(
  graph: Graph,
  known: Tensor,
  { alpha = 0.9, steps = 50 }: LabelPropagationOptions = {},
): Tensor {
  if (known.rank !== 2 || known.shape[0] !== graph.numberOfNodes) {
    throw new ShapeError(
      "labelPropagation",
      [known.shape],
      `Cannot propagate labels as known must have shape [${graph.numberOfNodes}, C], a row for each node`,
    );
  }
  if (!(alpha >= 0 && alpha < 1)) {
    throw new RangeError(`Cannot propagate labels as alpha must be in [0, 1): current alpha is ${alpha}`);
  }
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`Cannot propagate labels as steps must be a whole number from 0: current steps is ${steps}`);
  }
  const matrix = normalizedAdjacency(graph, { dtype: known.dtype });
  const given = known.mul(1 - alpha);
  let scores = known;
  for (let step = 0; step < steps; step++) {
    scores = sparseMatmul(matrix, scores).mul(alpha).add(given);
  }
  return scores;
}
