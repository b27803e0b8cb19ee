/**
 * Where heads are next.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { scope } from "@chainrule/tensor";
import { contentWeights } from "./content_weights.ts";
import type { AddressSignals } from "./head_signals.ts";
import { interpolateWeights } from "./interpolate_weights.ts";
import { sharpenWeights } from "./sharpen_weights.ts";
import { shiftWeights } from "./shift_weights.ts";

/**
 * Where each head attends at the next step: by content, or going on from where it was, then moved, then sharpened. 寻址机制
 *
 * Formula: {@link contentWeights}, {@link interpolateWeights}, {@link shiftWeights} and {@link sharpenWeights}, in this order. Source: Graves,
 * Wayne and Danihelka (2014), Neural Turing Machines, figure 2.
 *
 * @param memory Shape `[N, S, W]`
 * @param previous The weights of the step before, shape `[N, H, S]`
 * @param signals What the controller wants of each head
 * @returns Weights whose sum over the slots is 1, shape `[N, H, S]`
 * @throws {ShapeError} When the shapes do not fit each other
 *
 * @example A head that ignores what is written, and moves on
 * ```ts
 * import { headWeights } from "@chainrule/memory";
 * import { ones, round, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = headWeights(ones([1, 3, 2]), tensor([[[1, 0, 0]]]), {
 *   keys: ones([1, 1, 2]), strengths: ones([1, 1]), gates: tensor([[0]]), shifts: tensor([[[0, 0, 1]]]), sharpness: ones([1, 1]),
 * });
 * assertEquals(round(weights).toArray(), [[[0, 1, 0]]]);
 * ```
 */
export function headWeights(memory: Tensor, previous: Tensor, signals: AddressSignals): Tensor {
  return scope("headWeights", () => {
    const content = contentWeights(memory, signals.keys, signals.strengths);
    const gated = interpolateWeights(content, previous, signals.gates);
    return sharpenWeights(shiftWeights(gated, signals.shifts), signals.sharpness);
  });
}
