/**
 * Where the smallest elements are.
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

/** The record of {@link argMin}. */
export const argMinOp: Op<Unary, Reduced> = {
  name: "argMin",
  shape: reducedShape,
  dtype: () => "int32",
  compute: ([x], { axes }, { shape }) => argExtreme("argMin", x, axes, shape, (a, b) => a < b),
  lower: (site) => lowerRows(site, "argMin", site.attributes.axes, 1),
  vjp: positions,
  jvp: positions,
};

/**
 * The position of the smallest element along an axis: the first of those that tie; NaN counts as smallest. 最小值位置
 *
 * @param x At least one axis
 * @param options Which axis, and whether it stays
 * @returns Positions, dtype int32
 * @throws {RangeError} When the axis does not exist or is empty
 *
 * @example The nearest centre of each sample
 * ```ts
 * import { argMin, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(argMin(tensor([[0.1, 0.9], [0.7, 0.3]])).toArray(), [0, 1]);
 * ```
 */
export function argMin(x: TensorLike, options: ArgOptions = {}): Tensor {
  const { axis = -1, keepDims = false } = options;
  return apply(argMinOp, [x], reduced("argMin", x, { axis, keepDims }));
}
