/**
 * The partition function of a restricted Boltzmann machine, by going through all states of one of its layers.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { logSumExp, matmul, softplus, stack } from "@chainrule/tensor";
import { binaryStates } from "./binary_states.ts";

/** So many units have their states side by side; the states of the others follow each other, to bound the room that this takes. */
const unitsAtOnce = 12;

/** The layer whose states are listed, the other one, and the weights between them, shape `[own, other]`. */
export interface Layers {
  readonly ownBias: Tensor;
  readonly otherBias: Tensor;
  readonly weight: Tensor;
}

/** `ln Σₛ e^(b·s) Πⱼ (1 + e^(aⱼ + (Wᵀs)ⱼ))` over all states s of a layer: the other layer is summed over unit by unit. */
export function logPartitionOverLayer({ ownBias, otherBias, weight }: Layers): Tensor {
  const [own, other] = weight.shape as [number, number];
  const outer = Math.max(own - unitsAtOnce, 0);
  const inner = binaryStates(own - outer, weight.dtype);
  const net = matmul(inner, weight.slice([outer, 0], [own, other])).add(otherBias);
  const bias = inner.mul(ownBias.slice([outer], [own])).sum({ axis: 1 });
  if (outer === 0) return logSumExp(softplus(net).sum({ axis: 1 }).add(bias));
  const states = binaryStates(outer, weight.dtype);
  const parts: Tensor[] = [];
  for (let state = 0; state < states.shape[0]!; state++) {
    const row = states.slice([state, 0], [state + 1, outer]);
    const shifted = net.add(matmul(row, weight.slice([0, 0], [outer, other])));
    const total = softplus(shifted).sum({ axis: 1 }).add(bias).add(row.mul(ownBias.slice([0], [outer])).sum());
    parts.push(logSumExp(total));
  }
  return logSumExp(stack(parts));
}
