/**
 * The share of active outputs.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { mean, notEqual } from "@chainrule/tensor";

/**
 * The share of outputs that are not 0: the smaller, the sparser. 激活比例
 *
 * About one half for ReLU units on net inputs evenly around 0 (§4.1.2); 1 for units that never fall silent.
 *
 * @param activations Outputs of a layer, any shape
 * @returns A scalar from 0 to 1
 *
 * @example Two of four
 * ```ts
 * import { activeShare, relu } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(activeShare(relu(tensor([[1, -1], [-2, 3]]))).item(), 0.5);
 * ```
 */
export function activeShare(activations: TensorLike): Tensor {
  return mean(notEqual(activations, 0));
}
