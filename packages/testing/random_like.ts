/**
 * Reproducible directions.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { Random } from "@chainrule/tensor";

/** Normally distributed numbers in the shape and dtype of `x`. */
export function randomLike(x: Tensor, seed: number): Tensor {
  return new Random(seed).normal(x.shape, { dtype: x.dtype });
}
