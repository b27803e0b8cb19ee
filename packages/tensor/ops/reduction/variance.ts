/**
 * Variances.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { reduced } from "../../core/reduction.ts";
import { sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { div } from "../arithmetic/div.ts";
import { mul } from "../arithmetic/mul.ts";
import { sub } from "../arithmetic/sub.ts";
import { mean } from "./mean.ts";
import { sum } from "./sum.ts";

/** Which axes a variance goes along, and what it divides by. */
export interface VarianceOptions extends ReductionOptions {
  /** 0 divides by N, 1 by N − 1 (the unbiased estimate from a sample). @default 0 */
  readonly correction?: 0 | 1;
}

/**
 * The mean squared distance from the mean along axes, in two passes. Integers give float32. 方差
 *
 * Formula: `Σ (x − x̄)² / (N − correction)`
 *
 * As NumPy, and unlike PyTorch, it divides by N unless told otherwise: normalization layers want that.
 *
 * @param x Any shape
 * @param options Which axes, whether they stay, and the correction
 * @returns The variances; NaN where N is not above the correction
 * @throws {RangeError} When an axis does not exist or is named twice, or the correction is neither 0 nor 1
 *
 * @example Of a population and of a sample
 * ```ts
 * import { tensor, variance } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([1, 3]);
 * assertEquals(variance(x).item(), 1);
 * assertEquals(variance(x, { correction: 1 }).item(), 2);
 * ```
 */
export function variance(
  x: TensorLike,
  { correction = 0, ...options }: VarianceOptions = {},
): Tensor {
  if (correction !== 0 && correction !== 1) {
    throw new RangeError(
      `Cannot take the variance of x as the correction must be 0 or 1: current correction is ${correction}`,
    );
  }
  const { axes } = reduced("variance", x, options);
  const shape = shapeOf(x);
  const count = sizeOf(axes.map((axis) => shape[axis]!));
  return scope("variance", () => {
    const distance = sub(x, mean(x, { axis: axes, keepDims: true }));
    return div(sum(mul(distance, distance), options), count - correction);
  });
}
