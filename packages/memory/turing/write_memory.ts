/**
 * Writing.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { scope, split, transpose } from "@chainrule/tensor";
import { checkAxes } from "./check_axes.ts";

/**
 * The memory after every head has erased, and then every head has added. 写操作
 *
 * Formula: `M′(i) = M(i) Πₕ (1 − wₕ(i) eₕ) + Σₕ wₕ(i) aₕ`, element by element. Source: Graves, Wayne and Danihelka (2014), Neural Turing
 * Machines, equations 3 and 4.
 *
 * @param memory Shape `[N, S, W]`
 * @param weights Where each head writes, shape `[N, H, S]`
 * @param erase What each erases, in [0, 1], shape `[N, H, W]`
 * @param add What each adds, shape `[N, H, W]`
 * @returns The next memory, shape `[N, S, W]`
 * @throws {ShapeError} When the shapes do not fit each other
 *
 * @example The second slot is overwritten
 * ```ts
 * import { writeMemory } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = tensor([[[1, 2], [3, 4]]]);
 * const next = writeMemory(memory, tensor([[[0, 1]]]), tensor([[[1, 1]]]), tensor([[[5, 6]]]));
 * assertEquals(next.toArray(), [[[1, 2], [5, 6]]]);
 * ```
 */
export function writeMemory(memory: Tensor, weights: Tensor, erase: Tensor, add: Tensor): Tensor {
  checkAxes("write memory", {
    memory: [memory, "N S W"],
    weights: [weights, "N H S"],
    erase: [erase, "N H W"],
    add: [add, "N H W"],
  });
  const heads = weights.shape[1]!;
  // Broadcast rather than multiplied as matrices of one column and one row: the whole update is then one loop over the memory.
  return scope("writeMemory", () => {
    const places = split(weights, heads, 1).map((part) => transpose(part));
    const erased = split(erase, heads, 1);
    const added = split(add, heads, 1);
    const kept = places.reduce((left, place, head) => left.mul(place.mul(erased[head]!).neg().add(1)), memory);
    return places.reduce((sum, place, head) => sum.add(place.mul(added[head]!)), kept);
  });
}
