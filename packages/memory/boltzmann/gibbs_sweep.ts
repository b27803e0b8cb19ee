/**
 * Gibbs sampling, unit by unit.
 *
 * @module
 */
import type { Random, Tensor, TensorLike } from "@chainrule/tensor";
import { cast, less, matmul, oneHot, sigmoid, where } from "@chainrule/tensor";
import type { Connections } from "./enumeration.ts";

/** How units are drawn. */
export interface Draws {
  readonly random: Random;
  readonly temperature: TensorLike;
  /** The units that are drawn, in order; the others stay. */
  readonly units: readonly number[];
}

/** States `[N, U]` after each of some units was drawn once, given the others, in every chain at the same time. */
export function gibbsSweep(
  { weights, bias }: Connections,
  states: Tensor,
  { random, temperature, units }: Draws,
): Tensor {
  const [chains, all] = states.shape as [number, number];
  const uniform = random.uniform([chains, all], { dtype: states.dtype });
  let next = states;
  for (const unit of units) {
    const net = matmul(next, weights.slice([0, unit], [all, unit + 1])).add(bias.slice([unit], [unit + 1]));
    const on = less(uniform.slice([0, unit], [chains, unit + 1]), sigmoid(net.div(temperature)));
    next = where(oneHot(unit, all, "bool"), cast(on, states.dtype), next);
  }
  return next;
}
