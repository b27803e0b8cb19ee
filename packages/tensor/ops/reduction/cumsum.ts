/**
 * Running sums.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import { allocate } from "../../core/dtype.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import { normalizeAxis, sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { flip } from "../shape/flip.ts";
import { lowerRows } from "./lower_rows.ts";

/** The record of {@link cumsum}. */
export const cumsumOp: Op<Unary, { readonly axis: number }> = /* @__PURE__ */ linear<
  Unary,
  { readonly axis: number }
>({
  name: "cumsum",
  shape: ([shape]) => shape!,
  dtype: ([dtype]) => dtype === "bool" ? "int32" : dtype!,
  compute: ([x], { axis }, { dtype }) => {
    const { data, shape } = x;
    const out = allocate(dtype, data.length);
    const inner = sizeOf(shape.slice(axis + 1));
    const block = shape[axis]! * inner;
    const totals = new Float64Array(inner);
    for (let at = 0; at < data.length; at++) {
      if (at % block === 0) totals.fill(0);
      out[at] = totals[at % inner]! += data[at]!;
    }
    return out;
  },
  lower: (site) => lowerRows(site, "cumsum", [site.attributes.axis]),
  transpose: [
    (g, _inputs, _y, { axis }) => flip(cumsum(flip(g, axis), axis), axis),
  ],
});

/**
 * The sum of each element and all before it along an axis. Sums are kept in float64; bool and int32 give int32. 累积和
 *
 * Formula: `yₙ = x₁ + … + xₙ`
 *
 * @param x At least one axis
 * @param axis The axis to add along; a negative one counts from the back. @default -1
 * @returns The same shape
 * @throws {RangeError} When there is no such axis
 *
 * @example Along a vector
 * ```ts
 * import { cumsum, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(cumsum(tensor([1, 2, 3])).toArray(), [1, 3, 6]);
 * ```
 */
export function cumsum(x: TensorLike, axis = -1): Tensor {
  return apply(cumsumOp, [x], {
    axis: normalizeAxis("cumsum", axis, shapeOf(x).length),
  });
}
