/**
 * Where the largest elements are.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { argExtreme } from "../../core/extreme.ts";
import type { ArgOptions } from "../../core/extreme.ts";
import type { NoDerivative, Op, TensorLike, Unary } from "../../core/op.ts";
import type { Reduced } from "../../core/reduction.ts";
import { reduced, reducedShape } from "../../core/reduction.ts";
import type { Tensor } from "../../core/tensor.ts";
import { lowerRows } from "./lower_rows.ts";

const positions: NoDerivative = { none: "positions are integers" };

/** The record of {@link argMax}. */
export const argMaxOp: Op<Unary, Reduced> = {
  name: "argMax",
  shape: reducedShape,
  dtype: () => "int32",
  compute: ([x], { axes }, { shape }) => argExtreme("argMax", x, axes, shape, (a, b) => a > b),
  lower: (site) => lowerRows(site, "argMax", site.attributes.axes, 1),
  vjp: positions,
  jvp: positions,
};

/**
 * The position of the largest element along an axis: the first of those that tie; NaN counts as largest. 最大值位置
 *
 * @param x At least one axis
 * @param options Which axis, and whether it stays
 * @returns Positions, dtype int32
 * @throws {RangeError} When the axis does not exist or is empty
 *
 * @example The predicted class of each sample
 * ```ts
 * import { argMax, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(argMax(tensor([[0.1, 0.9], [0.7, 0.3]])).toArray(), [1, 0]);
 * ```
 */
export function argMax(x: TensorLike, options: ArgOptions = {}): Tensor {
  const { axis = -1, keepDims = false } = options;
  return apply(argMaxOp, [x], reduced("argMax", x, { axis, keepDims }));
}
