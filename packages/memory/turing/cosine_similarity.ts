/**
 * How far two vectors point the same way.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { expandDims, matmul, maximum, rsqrt, scope, sum, transpose } from "@chainrule/tensor";
import { checkAxes } from "./check_axes.ts";

/** The square of the smallest length that is divided by: a vector of zeros is like nothing, rather than NaN. */
const leastSquare = 1e-16;

/**
 * The cosine of the angle between each key and each slot. 余弦相似度
 *
 * Formula: `cos(k, m) = k·m / (‖k‖ ‖m‖)`
 *
 * Lengths below 10⁻⁸ count as 10⁻⁸, so a vector of zeros has cosine 0 with everything.
 *
 * @param keys Shape `[N, H, W]`
 * @param memory Shape `[N, S, W]`
 * @returns In [−1, 1], shape `[N, H, S]`
 * @throws {ShapeError} When the shapes do not fit each other
 *
 * @example The same way, across, and against
 * ```ts
 * import { cosineSimilarity } from "@chainrule/memory";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = tensor([[[3, 0], [0, 5], [-1, 0]]]);
 * assertEquals(cosineSimilarity(tensor([[[2, 0]]]), memory).toArray(), [[[1, 0, -1]]]);
 * ```
 */
export function cosineSimilarity(keys: Tensor, memory: Tensor): Tensor {
  checkAxes("compare keys with memory", { memory: [memory, "N S W"], keys: [keys, "N H W"] });
  return scope("cosineSimilarity", () => {
    const ofKeys = expandDims(reciprocalLength(keys), 2);
    const ofSlots = expandDims(reciprocalLength(memory), 1);
    return matmul(keys, transpose(memory)).mul(ofKeys).mul(ofSlots);
  });
}

/** One over the length of each row. */
function reciprocalLength(rows: Tensor): Tensor {
  return rsqrt(maximum(sum(rows.mul(rows), { axis: -1 }), leastSquare));
}
