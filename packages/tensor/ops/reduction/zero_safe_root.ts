/**
 * The square root at the end of a norm.
 *
 * @module
 */
import type { Tensor } from "../../core/tensor.ts";
import { greater } from "../comparison/greater.ts";
import { where } from "../comparison/where.ts";
import { stopGradient } from "../gradient/stop_gradient.ts";
import { sqrt } from "../math/sqrt.ts";

/** The square root of what is at least 0; its derivative at 0 is taken as 0, where that of `sqrt` is Infinity. */
export function zeroSafeRoot(x: Tensor): Tensor {
  const positive = greater(x, 0);
  const root = sqrt(where(positive, x, 1));
  return where(positive, root, stopGradient(x));
}
