/**
 * The share of dead units.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { mean } from "@chainrule/tensor";
import { silentUnits } from "./silent_units.ts";

/**
 * The share of units that are silent on a whole data set. 死亡 ReLU 单元的比例
 *
 * A ReLU unit that is silent on all samples has gradient 0 on all of them and cannot come back (§4.1.2).
 *
 * @param activations Outputs of a layer on the whole data set, shape `[N, M]`
 * @returns A scalar from 0 to 1
 * @throws {RangeError} When there are no samples
 *
 * @example One of two units is dead
 * ```ts
 * import { deadUnits, relu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(deadUnits(relu(tensor([[1, -1], [-1, -2]]))).item(), 0.5);
 * ```
 */
export function deadUnits(activations: TensorLike): Tensor {
  return mean(silentUnits(activations));
}
