/**
 * Adding slices up by index.
 *
 * @module
 */
import type { Combination, KernelCall } from "@chainrule/kernels";
import { temporaryAt } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Site } from "../../core/lowering.ts";
import type { Binary, Op, Result, TensorLike } from "../../core/op.ts";
import { checkShape, normalizeAxis, sameShape, sizeOf } from "../../core/shape.ts";
import type { Shape } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { gather } from "./gather.ts";
import { around, indexCheckCalls } from "./index_calls.ts";
import { alongAxis, asIndices, checkIndexDType, checkIndices, integers } from "./indices.ts";
import { scatterCall } from "./scatter_call.ts";

/** Along which axis, and how long it is in the result. */
export interface Scattered {
  /** The length of the axis in the result. */
  readonly size: number;
  /** The axis, from 0. */
  readonly axis: number;
}

/** The record of {@link scatterAdd}. */
export const scatterAddOp: Op<Binary, Scattered> = /* @__PURE__ */ linear<Binary, Scattered>({
  name: "scatterAdd",
  shape: ([updates, indices], attributes) => scatteredShape(updates!, indices!, attributes),
  dtype: ([updates, indices], { axis }) => {
    checkIndexDType(`scatterAdd ${alongAxis(axis)}`, indices!);
    return updates === "bool" ? "int32" : updates!;
  },
  compute: ([updates, indices], { size, axis }, result) => {
    checkIndices(`scatterAdd ${alongAxis(axis)}`, indices, size);
    return scattered(updates.data, indices.data, axis, result);
  },
  lower: scatterAddCalls,
  transpose: [
    (g, [, indices], _y, { axis }) => gather(g, indices, axis),
    integers,
  ],
});

/**
 * Adds slices up at the places that `indices` name: the transpose of `gather`. Slices with the same index are added in the order in
 * which they come, in float64; places that no index names are 0. 按索引累加
 *
 * Formula: `y[…, k, …] = Σ updates[…, n, …] over all n with indices[n] = k`
 *
 * @param updates What to add: the shape that `gather(y, indices, axis)` has
 * @param indices Any shape, dtype int32, each in `[0, size)`
 * @param size The length of the axis in the result
 * @param axis The axis that indices count along. @default 0
 * @returns The shape of `updates` with the axes of `indices` replaced by one of length `size`
 * @throws {ShapeError} When the updates do not have the axes of the indices from `axis` on
 * @throws {RangeError} When an index is outside `[0, size)`
 * @throws {TypeError} When the indices are not of dtype int32
 *
 * @example Counting how often each index comes
 * ```ts
 * import { ones, scatterAdd, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scatterAdd(ones([3]), tensor([2, 0, 2], "int32"), 4).toArray(), [1, 0, 2, 0]);
 * ```
 */
export function scatterAdd(
  updates: TensorLike,
  indices: TensorLike,
  size: number,
  axis = 0,
): Tensor {
  checkShape("scatterAdd into", [size]);
  const places = asIndices(indices);
  const rank = shapeOf(updates).length - shapeOf(places).length + 1;
  return apply(scatterAddOp, [updates, places], {
    size,
    axis: normalizeAxis("scatterAdd", axis, rank),
  });
}

function scatteredShape(
  updates: Shape,
  indices: Shape,
  { size, axis }: Scattered,
): Shape {
  const end = axis + indices.length;
  if (!sameShape(updates.slice(axis, end), indices)) {
    throw new ShapeError(
      "scatterAdd",
      [updates, indices],
      `Cannot scatterAdd updates by indices as the axes of updates from ${axis} on must be those of indices`,
    );
  }
  return [...updates.slice(0, axis), size, ...updates.slice(end)];
}

function scattered(
  updates: Values,
  indices: Values,
  axis: number,
  { shape, dtype }: Result,
): Values {
  const outer = sizeOf(shape.slice(0, axis));
  const inner = sizeOf(shape.slice(axis + 1));
  const stride = shape[axis]! * inner;
  const totals = new Float64Array(outer * stride);
  let from = 0;
  for (let o = 0; o < outer; o++) {
    for (let n = 0; n < indices.length; n++) {
      let to = o * stride + indices[n]! * inner;
      for (const end = from + inner; from < end; from++) {
        totals[to++]! += updates[from]!;
      }
    }
  }
  if (dtype === "float64") return totals;
  const out = allocate(dtype, totals.length);
  out.set(totals);
  return out;
}

/** Sums of float32 are kept in float64 up to so many of them: then they stay in the second-level cache, and many terms go to each. */
const sumsInFloat64 = 32768;

/** With the bits of eager code, but where there are more float32 sums: these are off by at most `n 2⁻²⁴ Σ |u|` for n terms. */
function scatterAddCalls(
  { attributes: { axis, size }, inputs: [updates, indices], output }: Site<Binary, Scattered>,
): readonly KernelCall[] {
  const [outer, , inner] = around(output.shape, axis);
  const sums = sizeOf(output.shape);
  if (sums === 0) return indexCheckCalls(indices, size);
  const isDouble = updates.dtype === "float32" && sums <= sumsInFloat64;
  const combination = `sum ${updates.dtype} ${isDouble ? "float64" : output.dtype}` as Combination;
  return [scatterCall({
    what: { combination, inner, units: outer === 1 ? "targets" : "blocks", empty: 0 },
    outer,
    size,
    indices,
    operands: [updates.address, indices.address, ...(isDouble ? [temporaryAt(), output.address] : [output.address])],
    temporaryBytes: isDouble ? 8 * sums : 0,
  })];
}
