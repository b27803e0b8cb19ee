/**
 * Weight decay as a penalty on the squared norm.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";

/** The gradient of the loss plus `½ · weightDecay · ‖value‖²`. 权重衰减 */
export function decayedGradient(gradient: Tensor, value: Tensor, weightDecay: number): Tensor {
  return weightDecay === 0 ? gradient : gradient.add(value.mul(weightDecay));
}
