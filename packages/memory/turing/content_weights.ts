/**
 * Addressing by content.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { expandDims, scope } from "@chainrule/tensor";
import { checkAxes } from "./check_axes.ts";
import { cosineSimilarity } from "./cosine_similarity.ts";

/**
 * How much each head attends to each slot by what is in it: the more a slot points the way the head's key does, the more. 基于内容的寻址
 *
 * Formula: `wᶜ(i) = softmaxᵢ(β cos(k, M(i)))`. Source: Graves, Wayne and Danihelka (2014), Neural Turing Machines, equations 5 and 6.
 *
 * @param memory N samples of S slots with W numbers each, shape `[N, S, W]`
 * @param keys What each of H heads looks for, shape `[N, H, W]`
 * @param strengths β ≥ 0, how sharply it looks, shape `[N, H]`
 * @returns Weights whose sum over the slots is 1, shape `[N, H, S]`
 * @throws {ShapeError} When the shapes do not fit each other
 *
 * @example The second slot has what the key asks for
 * ```ts
 * import { contentWeights } from "@chainrule/memory";
 * import { round, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = tensor([[[0, 2], [3, 0]]]);
 * const weights = contentWeights(memory, tensor([[[1, 0]]]), tensor([[50]]));
 * assertEquals(round(weights).toArray(), [[[0, 1]]]);
 * ```
 */
export function contentWeights(memory: Tensor, keys: Tensor, strengths: Tensor): Tensor {
  checkAxes("address by content", {
    memory: [memory, "N S W"],
    keys: [keys, "N H W"],
    strengths: [strengths, "N H"],
  });
  return scope("contentWeights", () => softmax(cosineSimilarity(keys, memory).mul(expandDims(strengths, 2))));
}
