/**
 * Means.
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
import { sum } from "./sum.ts";

/**
 * The arithmetic mean along axes. Integers give float32. 均值
 *
 * Formula: `(1/N) Σ x`
 *
 * @param x Any shape
 * @param options Which axes, and whether they stay
 * @returns The means; NaN where there is nothing to average
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Row means
 * ```ts
 * import { mean, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(mean(tensor([[1, 2], [3, 5]]), { axis: 1 }).toArray(), [1.5, 4]);
 * ```
 */
export function mean(x: TensorLike, options?: ReductionOptions): Tensor {
  const { axes } = reduced("mean", x, options);
  const shape = shapeOf(x);
  const count = sizeOf(axes.map((axis) => shape[axis]!));
  return scope("mean", () => div(sum(x, options), count));
}
