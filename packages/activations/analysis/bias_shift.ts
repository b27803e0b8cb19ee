/**
 * The bias shift of activations that are not zero-centred.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { div, equal, mean, scope, sqrt, square, where } from "@chainrule/tensor";

/**
 * How far the outputs of each unit lie from being zero-centred. 偏置偏移
 *
 * Formula (§4.1.1): `mean(a) / √mean(a²)` over the samples
 *
 * 0 is zero-centred; ±1 is a unit whose output is always the same, and acts on the next layer as nothing but a bias. A unit that is
 * silent on all samples has 0.
 *
 * @param activations Outputs of a layer, shape `[N, M]` (further axes are kept)
 * @returns One number from −1 to 1 a unit, shape `[M]`
 *
 * @example A logistic unit and a tanh unit on the same net inputs
 * ```ts
 * import { biasShift, sigmoid, tanh } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assert, assertAlmostEquals } from "@std/assert";
 *
 * const z = tensor([[-2], [-1], [1], [2]]);
 * assert(biasShift(sigmoid(z)).data[0]! > 0.8);
 * assertAlmostEquals(biasShift(tanh(z)).data[0]!, 0);
 * ```
 */
export function biasShift(activations: TensorLike): Tensor {
  return scope("biasShift", () => {
    const size = sqrt(mean(square(activations), { axis: 0 }));
    return div(mean(activations, { axis: 0 }), where(equal(size, 0), 1, size));
  });
}
