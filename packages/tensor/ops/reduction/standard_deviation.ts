/**
 * Standard deviations.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import type { VarianceOptions } from "./variance.ts";
import { variance } from "./variance.ts";
import { zeroSafeRoot } from "./zero_safe_root.ts";

/**
 * The square root of the variance along axes. Its gradient is taken as 0 where all elements are equal. 标准差
 *
 * Formula: `√(Σ (x − x̄)² / (N − correction))`
 *
 * @param x Any shape
 * @param options Which axes, whether they stay, and the correction
 * @returns The standard deviations; NaN where N is not above the correction
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Of a population
 * ```ts
 * import { standardDeviation, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(standardDeviation(tensor([1, 5])).item(), 2);
 * ```
 */
export function standardDeviation(
  x: TensorLike,
  options?: VarianceOptions,
): Tensor {
  return scope("standardDeviation", () => zeroSafeRoot(variance(x, options)));
}
