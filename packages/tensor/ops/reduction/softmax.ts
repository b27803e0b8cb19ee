/**
 * Shares of exponentials.
 *
 * @module
 */
import { floatResult } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import type { Op, Unary } from "../../core/op.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { sub } from "../arithmetic/sub.ts";
import { lowerRows } from "./lower_rows.ts";
import { sum } from "./sum.ts";

/** Along which axis {@linkcode softmaxOp} goes. */
export interface SoftmaxAttributes {
  /** The axis, counted from the front. */
  readonly axis: number;
}

/**
 * The record of `softmax` of `@chainrule/activations`, where more is said of it: one operation, as its derivative needs nothing but its output.
 * A row that has Infinity or NaN, or nothing but −Infinity, is NaN throughout.
 *
 * Formula: `yᵢ = e^(xᵢ − m) / Σⱼ e^(xⱼ − m)`, with `m = max x`
 */
export const softmaxOp: Op<Unary, SoftmaxAttributes> = {
  name: "softmax",
  shape: ([shape]) => shape!,
  dtype: (dtypes) => floatResult("softmax", dtypes),
  compute: ([x], { axis }, { dtype }) => computed(x, axis, allocate(dtype, x.size)),
  lower: (site) => lowerRows(site, "softmax", [site.attributes.axis]),
  vjp: [(g, _inputs, y, { axis }) => pulled(g, y, axis)],
  jvp: ([dx], _inputs, y, { axis }) => pulled(dx!, y, axis),
};

/** The Jacobian `diag(y) − yyᵀ`, which is its own transpose, times a change. */
function pulled(change: Tensor, y: Tensor, axis: number): Tensor {
  return mul(y, sub(change, sum(mul(change, y), { axis, keepDims: true })));
}

function computed(x: Tensor, axis: number, out: Values): Values {
  const { data, shape } = x;
  const length = shape[axis]!;
  const inner = sizeOf(shape.slice(axis + 1));
  const powers = new Float64Array(length);
  for (let row = 0; row < data.length; row += length * inner) {
    for (let start = row; start < row + inner; start++) {
      let largest = -Infinity;
      for (let n = 0; n < length; n++) largest = Math.max(largest, data[start + n * inner]!);
      let total = 0;
      for (let n = 0; n < length; n++) total += powers[n] = Math.exp(data[start + n * inner]! - largest);
      for (let n = 0; n < length; n++) out[start + n * inner] = powers[n]! / total;
    }
  }
  return out;
}
