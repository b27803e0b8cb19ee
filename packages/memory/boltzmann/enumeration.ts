/**
 * The distribution of a Boltzmann machine, by going through all of its states.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat, expandDims, matmul, transpose } from "@chainrule/tensor";
import { binaryStates } from "./binary_states.ts";
import type { Moments } from "./moments.ts";
import { momentsOf } from "./moments.ts";

/** Weights `[U, U]`, symmetric with a diagonal of zeros, and biases `[U]`. */
export interface Connections {
  readonly weights: Tensor;
  readonly bias: Tensor;
}

/**
 * `−E` of every state that begins as a row of `first` and goes on as a row of `rest`, shape `[N, M]`. As the energy is a sum over pairs, one
 * matrix product gives all of the cross terms: 2²⁰ states take no more room than their energies.
 */
export function negativeEnergies({ weights, bias }: Connections, first: Tensor, rest: Tensor): Tensor {
  const [cut, units] = [first.shape[1]!, bias.shape[0]!];
  const within = (states: Tensor, from: number, to: number): Tensor =>
    matmul(states, weights.slice([from, from], [to, to])).mul(0.5).add(bias.slice([from], [to])).mul(states)
      .sum({ axis: 1 });
  const own = expandDims(within(first, 0, cut), 1);
  if (cut === units) return own;
  const across = matmul(matmul(first, weights.slice([0, cut], [cut, units])), transpose(rest));
  return across.add(own).add(within(rest, cut, units));
}

/** `−E` of every state, in binary order, shape `[2^U]`. */
export function negativeEnergiesOfAll(connections: Connections): Tensor {
  const [first, rest] = halves(connections.bias);
  return negativeEnergies(connections, first, rest).reshape([-1]);
}

/** The moments of all states, in binary order, with probabilities `[2^U]`; `like` is a tensor `[U]` of the same dtype. */
export function momentsOfAll(probabilities: Tensor, like: Tensor): Moments {
  const [first, rest] = halves(like);
  const table = probabilities.reshape([first.shape[0]!, rest.shape[0]!]);
  const [a, b] = [momentsOf(first, table.sum({ axis: 1 })), momentsOf(rest, table.sum({ axis: 0 }))];
  const across = matmul(matmul(transpose(first), table), rest);
  const upper = concat([a.correlation, across], 1);
  const lower = concat([transpose(across), b.correlation], 1);
  return { mean: concat([a.mean, b.mean]), correlation: concat([upper, lower]) };
}

/** Every state of the first half of the units, and of the second. */
function halves({ shape, dtype }: Tensor): [Tensor, Tensor] {
  const units = shape[0]!;
  const cut = Math.ceil(units / 2);
  return [binaryStates(cut, dtype), binaryStates(units - cut, dtype)];
}
