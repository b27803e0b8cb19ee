/**
 * First and second moments of states.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { expandDims, matmul, ShapeError, transpose } from "@chainrule/tensor";

/** What a machine with weights between pairs of units can learn of a distribution. */
export interface Moments {
  /** How often each unit is on, shape `[U]`. */
  readonly mean: Tensor;
  /** How often two units are on together, shape `[U, U]`; the mean is its diagonal. */
  readonly correlation: Tensor;
}

/**
 * How often units are on, alone and in pairs, among states. 一阶矩与二阶矩
 *
 * Formula: `⟨sᵢ⟩ = Σₙ pₙ sₙᵢ`, `⟨sᵢsⱼ⟩ = Σₙ pₙ sₙᵢ sₙⱼ`
 *
 * @param states Shape `[N, U]`
 * @param probabilities How likely each is, shape `[N]`; left out, all are as likely
 * @returns The moments
 * @throws {ShapeError} When states are no rows, or there is not one probability for each
 *
 * @example Two units that are on together in one of two states
 * ```ts
 * import { momentsOf } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const { mean, correlation } = momentsOf(tensor([[1, 1], [0, 1]]));
 * assertEquals(mean.toArray(), [0.5, 1]);
 * assertEquals(correlation.toArray(), [[0.5, 0.5], [0.5, 1]]);
 * ```
 */
export function momentsOf(states: Tensor, probabilities?: Tensor): Moments {
  const [count] = states.shape;
  if (states.shape.length !== 2) {
    throw new ShapeError("momentsOf", [states.shape], "Cannot take moments as states must have shape [N, U]");
  }
  if (probabilities !== undefined && (probabilities.shape.length !== 1 || probabilities.shape[0] !== count)) {
    throw new ShapeError(
      "momentsOf",
      [probabilities.shape],
      `Cannot take moments as there must be a probability for each state, shape [${count}]`,
    );
  }
  const weighted = probabilities === undefined ? states.div(count!) : states.mul(expandDims(probabilities, 1));
  return { mean: weighted.sum({ axis: 0 }), correlation: matmul(transpose(states), weighted) };
}
