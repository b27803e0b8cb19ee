/**
 * The logarithm of the softmax function.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { exp, log, scope, sub, sum } from "@chainrule/tensor";
import { belowMaximum } from "./below_maximum.ts";
import type { SoftmaxOptions } from "./softmax.ts";

/**
 * The logarithms of probabilities along an axis, exact where softmax itself is too small for a float. Integers give float32.
 * 对数 Softmax
 *
 * Formula: `log softmax(x)ᵢ = (xᵢ − m) − log Σⱼ e^(xⱼ − m)`, with `m = max x`
 *
 * @param x Logits, shape `[N, C]` for example
 * @param options Along which axis
 * @returns Logarithms of probabilities, in nats, the same shape
 * @throws {RangeError} When the axis does not exist
 *
 * @example Where softmax gives 0
 * ```ts
 * import { logSoftmax } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(logSoftmax(tensor([1000, 0])).toArray(), [0, -1000]);
 * ```
 */
export function logSoftmax(x: TensorLike, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  return scope("logSoftmax", () => {
    const shifted = belowMaximum("logSoftmax", x, axis);
    return sub(shifted, log(sum(exp(shifted), { axis, keepDims: true })));
  });
}
