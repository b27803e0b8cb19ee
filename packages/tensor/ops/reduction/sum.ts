/**
 * Sums.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import type { DType, Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import type { Layout, Reduced } from "../../core/reduction.ts";
import { keptShape, layout, reduced, reducedShape } from "../../core/reduction.ts";
import { sizeOf } from "../../core/shape.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { broadcastTo } from "../shape/broadcast_to.ts";
import { reshape } from "../shape/reshape.ts";
import { lowerRows } from "./lower_rows.ts";

/** The record of {@link sum}. */
export const sumOp: Op<Unary, Reduced> = /* @__PURE__ */ linear<Unary, Reduced>({
  name: "sum",
  shape: reducedShape,
  dtype: ([dtype]) => dtype === "bool" ? "int32" : dtype!,
  compute: ([x], { axes }, { shape, dtype }) => sumLayout(layout(x, axes), sizeOf(shape), dtype),
  lower: (site) => lowerRows(site, "sum", site.attributes.axes),
  transpose: [
    (g, [x], _y, { axes }) => broadcastTo(reshape(g, keptShape(x.shape, axes)), x.shape),
  ],
});

/**
 * Adds up the elements along axes. Sums are kept in float64; bool and int32 give int32. 求和
 *
 * Formula: `Σ x`
 *
 * @param x Any shape
 * @param options Which axes, and whether they stay
 * @returns The sums; a scalar if all axes are reduced
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Column sums
 * ```ts
 * import { sum, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sum(tensor([[1, 2], [3, 4]]), { axis: 0 }).toArray(), [4, 6]);
 * ```
 */
export function sum(x: TensorLike, options?: ReductionOptions): Tensor {
  return apply(sumOp, [x], reduced("sum", x, options));
}

function sumLayout(
  { values, outer, length, inner }: Layout,
  size: number,
  dtype: DType,
): Values {
  const out = allocate(dtype, size);
  if (inner === 1) {
    for (let o = 0, from = 0; o < outer; o++) {
      let total = 0;
      for (const end = from + length; from < end; from++) {
        total += values[from]!;
      }
      out[o] = total;
    }
    return out;
  }
  const totals = new Float64Array(inner);
  for (let o = 0, from = 0; o < outer; o++) {
    totals.fill(0);
    for (let n = 0; n < length; n++) {
      for (let i = 0; i < inner; i++, from++) totals[i]! += values[from]!;
    }
    out.set(totals, o * inner);
  }
  return out;
}
