/**
 * Reading.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { matmul, scope } from "@chainrule/tensor";
import { checkAxes } from "./check_axes.ts";

/**
 * What each head reads: the mean of the slots, weighted by its attention. 读操作
 *
 * Formula: `r = Σᵢ w(i) M(i)`. Source: Graves, Wayne and Danihelka (2014), Neural Turing Machines, equation 2.
 *
 * @param memory Shape `[N, S, W]`
 * @param weights Shape `[N, H, S]`
 * @returns A vector for each head, shape `[N, H, W]`
 * @throws {ShapeError} When the shapes do not fit each other
 *
 * @example Three quarters of one slot, a quarter of the other
 * ```ts
 * import { readMemory } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = tensor([[[4, 0], [0, 8]]]);
 * assertEquals(readMemory(memory, tensor([[[0.75, 0.25]]])).toArray(), [[[3, 2]]]);
 * ```
 */
export function readMemory(memory: Tensor, weights: Tensor): Tensor {
  checkAxes("read memory", { memory: [memory, "N S W"], weights: [weights, "N H S"] });
  return scope("readMemory", () => matmul(weights, memory));
}
