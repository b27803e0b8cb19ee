/**
 * The largest of each window.
 *
 * @module
 */
import { maxPoolingCall, maxPoolingGradientCall, maxPoolingTakeCall } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { linear } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate, commonDType } from "../../core/dtype.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Binary, NoDerivative, Op, TensorLike, Unary } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import { sameShape, sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import type { Pooling, PoolingOptions } from "./pooling.ts";
import { forEachWindow, pooledShape, poolingOf } from "./pooling.ts";
import { poolingGeometry } from "./pooling_geometry.ts";

/** Why the images that are looked at for their largest pixels have no derivative there. */
const positions: NoDerivative = { none: "positions of largest elements are constant between ties" };

/** The record of {@link maxPool2d}. */
export const maxPool2dOp: Op<Unary, Pooling> = {
  name: "maxPool2d",
  shape: ([x], pooling) => pooledShape("maxPool2d", [x!], x!, pooling),
  compute: ([x], pooling, { shape, dtype }) => taken(x, x, pooling, shape, allocate(dtype, sizeOf(shape))),
  lower: (site) => {
    const { inputs: [x], output } = site;
    const geometry = poolingGeometry(site, x.shape, output.shape);
    return geometry && [maxPoolingCall(geometry, x.address, output.address)];
  },
  vjp: [(g, [x], _y, pooling) => apply(maxPool2dGradientOp, [x, g], pooling)],
  jvp: ([dx], [x], _y, pooling) => apply(maxPool2dTakeOp, [x, dx!], pooling),
};

/** The gradient of {@link maxPool2d}: puts each element of `g` where the largest element of its window of `x` is. */
export const maxPool2dGradientOp: Op<Binary, Pooling> = /* @__PURE__ */ linear<Binary, Pooling>({
  name: "maxPool2dGradient",
  shape: ([x, g], pooling) => {
    checkSame("maxPool2dGradient", [x!, g!], "g", g!, pooledShape("maxPool2dGradient", [x!, g!], x!, pooling));
    return x!;
  },
  dtype: ([x, g]) => commonDType("maxPool2dGradient", [x!, g!]),
  compute: ([x, g], pooling, { shape, dtype }) => {
    const totals = new Float64Array(sizeOf(shape));
    const { data } = g;
    forEachLargest(x, g.shape, pooling, (window, place) => totals[place]! += data[window]!);
    const out = allocate(dtype, totals.length);
    out.set(totals);
    return out;
  },
  lower: (site) => {
    const { inputs: [x, g], output } = site;
    const geometry = poolingGeometry(site, x.shape, g.shape);
    const places = { source: x.address, values: g.address, out: output.address };
    return geometry && [maxPoolingGradientCall(geometry, places)];
  },
  transpose: [positions, (c, [x], _y, pooling) => apply(maxPool2dTakeOp, [x, c], pooling)],
});

/** The tangent of {@link maxPool2d}: takes from each window of `values` the element that is the largest in `x`. */
export const maxPool2dTakeOp: Op<Binary, Pooling> = /* @__PURE__ */ linear<Binary, Pooling>({
  name: "maxPool2dTake",
  shape: ([x, values], pooling) => {
    checkSame("maxPool2dTake", [x!, values!], "values", values!, x!);
    return pooledShape("maxPool2dTake", [x!, values!], x!, pooling);
  },
  dtype: ([x, values]) => commonDType("maxPool2dTake", [x!, values!]),
  compute: ([x, values], pooling, { shape, dtype }) => taken(x, values, pooling, shape, allocate(dtype, sizeOf(shape))),
  lower: (site) => {
    const { inputs: [x, values], output } = site;
    const geometry = poolingGeometry(site, x.shape, output.shape);
    const places = { source: x.address, values: values.address, out: output.address };
    return geometry && [maxPoolingTakeCall(geometry, places)];
  },
  transpose: [positions, (g, [x], _y, pooling) => apply(maxPool2dGradientOp, [x, g], pooling)],
});

/**
 * The largest element of each window. NaN counts as largest; what lies outside the image counts as −∞. 最大汇聚
 *
 * Formula: `y[n, c, i, j] = max x[n, c, i·s + k·d − p, j·s + l·d − p]` over k and l, with stride s, dilation d and padding p
 *
 * Of elements that tie, the first in the order of rows and columns gets all of the gradient, as in PyTorch. (In `max` they share it.)
 *
 * @param x Images, shape `[N, C, H, W]`
 * @param options Size, stride, padding and dilation
 * @returns Shape `[N, C, rows, columns]`
 * @throws {ShapeError} When `x` does not have four axes, a window does not fit into a padded image, or has nothing inside the image
 * @throws {RangeError} When an option is no whole number in its interval
 *
 * @example Windows of two by two
 * ```ts
 * import { maxPool2d, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[[[1, 2, 5, 6], [3, 4, 7, 8]]]]);
 * assertEquals(maxPool2d(x, { size: 2 }).toArray(), [[[[4, 8]]]]);
 * ```
 */
export function maxPool2d(x: TensorLike, options: PoolingOptions): Tensor {
  return apply(maxPool2dOp, [x], poolingOf("maxPool2d", shapeOf(x), options));
}

function checkSame(op: string, shapes: readonly Shape[], name: string, shape: Shape, wanted: Shape): void {
  if (sameShape(shape, wanted)) return;
  throw new ShapeError(op, shapes, `Cannot ${op} ${name} as its shape must be [${wanted.join(", ")}]`);
}

/** From each window, what `values` have where `x` is largest. */
function taken<V extends Values>(x: Tensor, values: Tensor, pooling: Pooling, shape: Shape, out: V): V {
  const { data } = values;
  forEachLargest(x, shape, pooling, (window, place) => out[window] = data[place]!);
  return out;
}

/** Calls `visit` for each window with the place of the first of its largest elements. */
function forEachLargest(
  { data, shape }: Tensor,
  pooled: Shape,
  pooling: Pooling,
  visit: (window: number, place: number) => void,
): void {
  const width = shape[3]!;
  const [down, right] = pooling.dilation;
  forEachWindow(shape, pooled, pooling, (window, plane, rows, columns) => {
    let start = plane + rows.place * width + columns.place;
    let place = start;
    let best = data[place]!;
    for (let k = 0; k < rows.count; k++, start += down * width) {
      for (let l = 0; l < columns.count; l++) {
        const value = data[start + l * right]!;
        if (value > best || (Number.isNaN(value) && !Number.isNaN(best))) {
          best = value;
          place = start + l * right;
        }
      }
    }
    visit(window, place);
  });
}
