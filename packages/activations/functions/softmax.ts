/**
 * The softmax function.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { apply, normalizeAxis, softmaxOp } from "@chainrule/tensor";

/** Options of {@link softmax} and `logSoftmax`. */
export interface SoftmaxOptions {
  /** Along which axis values compete. @default -1 */
  readonly axis?: number;
}

/**
 * Turns numbers into probabilities along an axis. Integers give float32. Softmax 函数
 *
 * Formula (§4.3.2): `softmax(x)ᵢ = e^(xᵢ − m) / Σⱼ e^(xⱼ − m)`, with `m = max x`
 *
 * Subtracting the maximum changes nothing but keeps the exponentials from overflowing.
 *
 * @param x Logits, shape `[N, C]` for example
 * @param options Along which axis
 * @returns Probabilities, the same shape
 * @throws {RangeError} When the axis does not exist
 *
 * @example Large logits
 * ```ts
 * import { softmax } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(softmax(tensor([[1000, 1000], [0, -1000]])).toArray(), [[0.5, 0.5], [1, 0]]);
 * ```
 */
export function softmax(x: TensorLike, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const rank = typeof x === "number" ? 0 : x.shape.length;
  return apply(softmaxOp, [x], { axis: normalizeAxis("softmax", axis, rank) });
}
