/**
 * Averages that began at zero.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { pow, sub } from "@chainrule/tensor";

/** `1 − βᵗ`: the total weight in an average of t terms that keeps β of itself and began at 0. A float64 scalar, as `t` is. 偏差修正 */
export function biasCorrection(beta: number, t: Tensor): Tensor {
  return sub(1, pow(beta, t));
}
