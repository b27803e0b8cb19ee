/**
 * The largest elements.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import { extremeShares, extremeValues } from "../../core/extreme.ts";
import type { Reduced } from "../../core/reduction.ts";
import { keptShape, reduced, reducedShape } from "../../core/reduction.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { reshape } from "../shape/reshape.ts";
import { lowerRows } from "./lower_rows.ts";
import { sum } from "./sum.ts";

/** The record of {@link max}. */
export const maxOp: Op<Unary, Reduced> = {
  name: "max",
  shape: reducedShape,
  compute: ([x], { axes }, result) => extremeValues("max", x, axes, result, Math.max, -Infinity),
  lower: (site) => lowerRows(site, "max", site.attributes.axes, 1),
  vjp: [(g, [x], y, { axes }) => {
    const kept = keptShape(x.shape, axes);
    return mul(reshape(g, kept), extremeShares(x, reshape(y, kept), axes));
  }],
  jvp: ([dx], [x], y, { axes, keepDims }) => {
    const shares = extremeShares(x, reshape(y, keptShape(x.shape, axes)), axes);
    return sum(mul(dx!, shares), { axis: axes, keepDims });
  },
};

/**
 * The largest element along axes; NaN if any is NaN. 最大值
 *
 * Elements that tie for it share the gradient equally.
 *
 * @param x Any shape
 * @param options Which axes, and whether they stay
 * @returns The largest elements; a scalar if all axes are reduced
 * @throws {RangeError} When an axis does not exist or is named twice, or there is nothing to choose from
 *
 * @example Along rows
 * ```ts
 * import { max, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(max(tensor([[1, 5], [4, 3]]), { axis: 1 }).toArray(), [5, 4]);
 * ```
 */
export function max(x: TensorLike, options?: ReductionOptions): Tensor {
  return apply(maxOp, [x], reduced("max", x, options));
}
