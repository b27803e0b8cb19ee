/**
 * Euclidean norms.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { reduced } from "../../core/reduction.ts";
import { sum } from "./sum.ts";
import { zeroSafeRoot } from "./zero_safe_root.ts";

/**
 * The Euclidean norm along axes. Its gradient at the zero vector is taken as 0. 欧几里得范数
 *
 * Formula: `√(Σ x²)`
 *
 * @param x Any shape
 * @param options Which axes, and whether they stay
 * @returns The norms; a scalar if all axes are reduced
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example A right triangle
 * ```ts
 * import { norm, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(norm(tensor([3, 4])).item(), 5);
 * ```
 */
export function norm(x: TensorLike, options?: ReductionOptions): Tensor {
  reduced("norm", x, options);
  return scope("norm", () => zeroSafeRoot(sum(mul(x, x), options)));
}
