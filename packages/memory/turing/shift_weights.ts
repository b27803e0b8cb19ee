/**
 * Moving attention along the slots.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat, scope, ShapeError, slice } from "@chainrule/tensor";
import { checkAxes } from "./check_axes.ts";

/**
 * Moves the weights of each head along the slots, the last slot being next to the first: a convolution with a distribution over
 * shifts. 循环移位
 *
 * Formula: `w̃(i) = Σⱼ s(j) w(i − j)`, indices modulo S, j from −r to r. Source: Graves, Wayne and Danihelka (2014), Neural Turing Machines,
 * equation 8.
 *
 * @param weights Shape `[N, H, S]`
 * @param shifts How much goes how far, from r slots back to r slots ahead, shape `[N, H, 2r+1]` with 2r+1 at most S
 * @returns Shape `[N, H, S]`
 * @throws {ShapeError} When the shapes do not fit each other, or the number of shifts is even or above S
 *
 * @example One slot ahead, around the end
 * ```ts
 * import { shiftWeights } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = shiftWeights(tensor([[[0, 0.25, 0.75]]]), tensor([[[0, 0, 1]]]));
 * assertEquals(weights.toArray(), [[[0.75, 0, 0.25]]]);
 * ```
 */
export function shiftWeights(weights: Tensor, shifts: Tensor): Tensor {
  checkAxes("shift weights", { weights: [weights, "N H S"], shifts: [shifts, "N H K"] });
  const slots = weights.shape[2]!;
  const count = shifts.shape[2]!;
  if (count % 2 === 0 || count > slots) {
    throw new ShapeError(
      "shift weights",
      [shifts.shape],
      `Cannot shift weights as the number of shifts must be odd and at most the number of slots, ${slots}`,
    );
  }
  return scope("shiftWeights", () => {
    const range = (count - 1) / 2;
    const terms = Array.from({ length: count }, (_, index) => {
      const share = slice(shifts, [0, 0, index], [shifts.shape[0]!, shifts.shape[1]!, index + 1]);
      return rolled(weights, index - range).mul(share);
    });
    return terms.reduce((total, term) => total.add(term));
  });
}

/** The last axis, `by` further on. */
function rolled(x: Tensor, by: number): Tensor {
  if (by === 0) return x;
  const [samples, heads, slots] = x.shape as [number, number, number];
  const cut = (slots - by) % slots;
  return concat([slice(x, [0, 0, cut]), slice(x, [0, 0, 0], [samples, heads, cut])], 2);
}
