/**
 * Checking masks.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import { formatShape, ShapeError } from "@chainrule/tensor";

/** Throws unless `mask` has truth values, and broadcasts to weights of shape `weights` without making them larger. */
export function checkMask(action: string, mask: Tensor, weights: Shape): void {
  checkTruth(action, "the mask", mask);
  const missing = weights.length - mask.rank;
  const fits = mask.shape.every((length, axis) => length === 1 || length === weights[missing + axis]);
  if (missing >= 0 && fits) return;
  throw new ShapeError(
    action,
    [mask.shape],
    `Cannot ${action} as the mask must broadcast to the weights, of shape ${formatShape(weights)}`,
  );
}

/** Throws unless `mask` has truth values. */
export function checkTruth(action: string, name: string, { dtype }: Tensor): void {
  if (dtype === "bool") return;
  throw new TypeError(
    `Cannot ${action} as ${name} must have dtype bool, true where a key is seen: current dtype is ${dtype}; compare it first, for example with notEqual(mask, 0)`,
  );
}
