/**
 * A machine that has learned nothing, to compare with.
 *
 * @module
 */
import { RBM } from "@chainrule/memory";
import { constantInitializer, normalInitializer } from "@chainrule/nn";
import { matmul, mean, Random } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";

/**
 * A machine of the same size with random weights as large as the learned ones, whose hidden units are on for about half of the samples:
 * features that are random, but not put at a disadvantage by their scale.
 */
export function randomMachine({ visible, hidden, weight }: RBM, x: Tensor, seed: number): RBM {
  const std = Math.sqrt(mean(weight!.value.detach().pow(2)).item());
  const random = new RBM(visible, hidden, {
    weightInitializer: normalInitializer(std),
    hiddenBiasInitializer: constantInitializer(0),
  }).useRandom(new Random(seed));
  random.ensureBuilt([1, visible]);
  const centre = matmul(mean(x, { axis: 0, keepDims: true }), random.weight!.value.detach());
  random.hiddenBias!.assign(centre.reshape([hidden]).neg());
  return random;
}
