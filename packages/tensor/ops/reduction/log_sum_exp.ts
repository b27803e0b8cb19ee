/**
 * Logarithms of sums of exponentials.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { floatResult } from "../../core/define.ts";
import type { DType, Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Layout, Reduced } from "../../core/reduction.ts";
import { keptShape, layout, reduced, reducedShape } from "../../core/reduction.ts";
import { sizeOf } from "../../core/shape.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { mul } from "../arithmetic/mul.ts";
import { sub } from "../arithmetic/sub.ts";
import { equal } from "../comparison/equal.ts";
import { where } from "../comparison/where.ts";
import { exp } from "../math/exp.ts";
import { reshape } from "../shape/reshape.ts";
import { lowerRows } from "./lower_rows.ts";
import { sum } from "./sum.ts";

/** The record of {@link logSumExp}. */
export const logSumExpOp: Op<Unary, Reduced> = {
  name: "logSumExp",
  shape: reducedShape,
  dtype: (dtypes) => floatResult("logSumExp", dtypes),
  compute: ([x], { axes }, { shape, dtype }) => computed(layout(x, axes), sizeOf(shape), dtype),
  lower: (site) => lowerRows(site, "logSumExp", site.attributes.axes),
  vjp: [
    (g, [x], y, { axes }) => mul(reshape(g, keptShape(x.shape, axes)), softmaxOf(x, y, axes)),
  ],
  jvp: ([dx], [x], y, { axes, keepDims }) => sum(mul(dx!, softmaxOf(x, y, axes)), { axis: axes, keepDims }),
};

/**
 * The logarithm of the sum of exponentials along axes, safe from overflow: a smooth maximum. Integers give float32. 对数求和指数
 *
 * Formula: `log Σ eˣ = m + log Σ eˣ⁻ᵐ` with `m = max x`
 *
 * Where all elements are −Infinity, or there are none, the value is −Infinity; its gradient is taken as 0.
 *
 * @param x Any shape
 * @param options Which axes, and whether they stay
 * @returns The logarithms; a scalar if all axes are reduced
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Large numbers
 * ```ts
 * import { logSumExp, tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const y = logSumExp(tensor([1000, 1000], "float64"));
 * assertAlmostEquals(y.item(), 1000 + Math.log(2));
 * ```
 */
export function logSumExp(x: TensorLike, options?: ReductionOptions): Tensor {
  return apply(logSumExpOp, [x], reduced("logSumExp", x, options));
}

/** The gradient: `softmax(x)` along the axes, from the value `y` that is already known. */
function softmaxOf(x: Tensor, y: Tensor, axes: readonly number[]): Tensor {
  const total = reshape(y, keptShape(x.shape, axes));
  return exp(sub(x, where(equal(total, -Infinity), 0, total)));
}

function computed(
  { values, outer, length, inner }: Layout,
  size: number,
  dtype: DType,
): Values {
  const out = allocate(dtype, size);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const start = o * length * inner + i;
      out[o * inner + i] = logSumExpFrom(values, start, length, inner);
    }
  }
  return out;
}

function logSumExpFrom(
  values: Values,
  start: number,
  length: number,
  step: number,
): number {
  const end = start + length * step;
  let largest = -Infinity;
  for (let at = start; at < end; at += step) {
    largest = Math.max(largest, values[at]!);
  }
  if (!Number.isFinite(largest)) return largest;
  let total = 0;
  for (let at = start; at < end; at += step) {
    total += Math.exp(values[at]! - largest);
  }
  return largest + Math.log(total);
}
