/**
 * Which steps of a batch are part of a sequence.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { arange, expandDims, less, ShapeError } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";

/**
 * A mask for sequences of different lengths that were padded at their ends. 序列掩码
 *
 * Formula: `mask[n, t] = t < lengths[n]`
 *
 * @param lengths The number of steps of each sequence, shape `[N]`, dtype int32
 * @param steps The number of steps with padding, T
 * @returns Truth values, shape `[N, T]`
 * @throws {ShapeError} When the lengths are no vector
 * @throws {RangeError} When the number of steps is not a positive whole number
 *
 * @example A long and a short sequence
 * ```ts
 * import { sequenceMask } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const mask = sequenceMask(tensor([3, 1], "int32"), 3);
 * assertEquals(mask.toArray(), [[true, true, true], [true, false, false]]);
 * ```
 */
export function sequenceMask(lengths: Tensor, steps: number): Tensor {
  checkCount("make a mask of sequences", "steps", steps);
  if (lengths.shape.length !== 1) {
    throw new ShapeError(
      "sequenceMask",
      [lengths.shape],
      "Cannot make a mask of sequences as lengths must have shape [N]",
    );
  }
  return less(arange(0, steps, { dtype: lengths.dtype }), expandDims(lengths, 1));
}
