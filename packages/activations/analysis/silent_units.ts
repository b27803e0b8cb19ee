/**
 * Units that never answer.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { abs, equal, max, scope } from "@chainrule/tensor";

/**
 * Which units have output 0 on every sample. 静默单元
 *
 * For a data set in batches, join the answers of the batches with `logicalAnd`.
 *
 * @param activations Outputs of a layer, shape `[N, M]` (further axes are kept)
 * @returns Truth values (dtype `bool`), shape `[M]`
 * @throws {RangeError} When there are no samples
 *
 * @example The second of three units
 * ```ts
 * import { silentUnits } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(silentUnits(tensor([[1, 0, 0], [2, 0, 3]])).toArray(), [false, true, false]);
 * ```
 */
export function silentUnits(activations: TensorLike): Tensor {
  return scope("silentUnits", () => equal(max(abs(activations), { axis: 0 }), 0));
}
