/**
 * The gate between addressing by content and by place.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { expandDims, scope } from "@chainrule/tensor";
import { checkAxes } from "./check_axes.ts";

/**
 * Mixes the weights found by content with those of the step before: gate 1 takes the new ones, gate 0 goes on from the old. 插值门
 *
 * Formula: `wᵍ = g wᶜ + (1 − g) w₋₁`. Source: Graves, Wayne and Danihelka (2014), Neural Turing Machines, equation 7.
 *
 * @param content Weights found by content, shape `[N, H, S]`
 * @param previous Weights of the step before, shape `[N, H, S]`
 * @param gates g, in [0, 1], shape `[N, H]`
 * @returns Shape `[N, H, S]`
 * @throws {ShapeError} When the shapes do not fit each other
 *
 * @example A quarter of what was found, three quarters of what was
 * ```ts
 * import { interpolateWeights } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = interpolateWeights(tensor([[[1, 0]]]), tensor([[[0, 1]]]), tensor([[0.25]]));
 * assertEquals(weights.toArray(), [[[0.25, 0.75]]]);
 * ```
 */
export function interpolateWeights(content: Tensor, previous: Tensor, gates: Tensor): Tensor {
  checkAxes("interpolate weights", {
    content: [content, "N H S"],
    previous: [previous, "N H S"],
    gates: [gates, "N H"],
  });
  return scope("interpolateWeights", () => {
    const g = expandDims(gates, 2);
    return g.mul(content).add(g.neg().add(1).mul(previous));
  });
}
