/**
 * What `maximum` and `minimum` share.
 *
 * @module
 */
import type { DType } from "../../core/dtype.ts";
import type { Tensor } from "../../core/tensor.ts";

/** How much of the gradient an operand gets: all where it alone was chosen, half where both are equal. */
export function shareOfWinner(
  chosen: Tensor,
  tied: Tensor,
  dtype: DType,
): Tensor {
  return chosen.cast(dtype).add(tied.cast(dtype).mul(0.5));
}
