/**
 * The pseudo-likelihood of a restricted Boltzmann machine.
 *
 * @module
 */
import type { Random, Tensor } from "@chainrule/tensor";
import { expandDims, oneHot, softplus, sub } from "@chainrule/tensor";

/** How many units are asked. */
export interface PseudoLikelihoodOptions {
  /**
   * `"all"` is exact and takes room for N · visible · hidden numbers; `"one"` asks one unit of each sample, drawn at random, and counts it for all: an
   * unbiased estimate. @default "all"
   */
  readonly units?: "all" | "one";
}

/** Weights and visible biases. */
interface Parameters {
  readonly weight: Tensor;
  readonly visibleBias: Tensor;
}

/** The exact value, shape `[N]`; a unit that is switched moves the net inputs of the hidden units, `net`, by a share of its row of the weights. */
export function pseudoLogLikelihood(visible: Tensor, net: Tensor, { weight, visibleBias }: Parameters): Tensor {
  const own = expandDims(visible, 2);
  const around = expandDims(net, 1);
  const off = softplus(around.sub(own.mul(weight))).sum({ axis: 2 });
  const on = softplus(around.add(sub(1, own).mul(weight))).sum({ axis: 2 });
  return logProbability(visible, on.sub(off).add(visibleBias)).sum({ axis: 1 });
}

/** An estimate, shape `[N]`, from one unit a sample. */
export function pseudoLogLikelihoodOfOne(
  visible: Tensor,
  freeEnergy: (visible: Tensor) => Tensor,
  random: Random,
): Tensor {
  const [samples, units] = visible.shape as [number, number];
  const chosen = oneHot(random.integers([samples], 0, units), units, visible.dtype);
  const off = visible.mul(sub(1, chosen));
  const logit = freeEnergy(off).sub(freeEnergy(off.add(chosen)));
  return logProbability(visible.mul(chosen).sum({ axis: 1 }), logit).mul(units);
}

/** Of being on with probability `state`, where `logit` says how likely it is to be on: minus the cross-entropy. */
function logProbability(state: Tensor, logit: Tensor): Tensor {
  return logit.mul(state).sub(softplus(logit));
}
