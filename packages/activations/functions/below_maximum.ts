/**
 * What keeps `softmax` and `logSoftmax` from overflowing.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { max, normalizeAxis, sub } from "@chainrule/tensor";

/** `x` less its maximum along an axis. The maximum counts as a constant, since what follows does not depend on it. */
export function belowMaximum(name: string, x: TensorLike, axis: number): Tensor {
  normalizeAxis(name, axis, typeof x === "number" ? 0 : x.shape.length);
  return sub(x, max(x, { axis, keepDims: true }).detach());
}
