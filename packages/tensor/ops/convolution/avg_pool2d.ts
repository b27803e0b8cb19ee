/**
 * The mean of each window.
 *
 * @module
 */
import { averagePoolingCall, averagePoolingGradientCall } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { floatResult, linear } from "../../core/define.ts";
import { allocate } from "../../core/dtype.ts";
import { ShapeError } from "../../core/errors.ts";
import type { Op, TensorLike, Unary } from "../../core/op.ts";
import { sameShape, sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import type { Pooling, PoolingOptions } from "./pooling.ts";
import { forEachWindow, pooledShape, poolingOf } from "./pooling.ts";
import { poolingGeometry } from "./pooling_geometry.ts";
import type { Inside, Pair } from "./window.ts";
import { planeOf } from "./window.ts";

/** How means of windows are taken. */
export interface AveragePooling extends Pooling {
  /** Whether zeros outside the image count as elements. */
  readonly countPadding: boolean;
}

/** What the gradient needs to know beside: the size of an image. */
export interface AveragePoolingGradient extends AveragePooling {
  /** Rows and columns. */
  readonly image: Pair;
}

/** The options of {@link avgPool2d}. */
export interface AveragePoolingOptions extends Omit<PoolingOptions, "dilation"> {
  /** Whether zeros outside the image count as elements. @default true */
  readonly countPadding?: boolean;
}

/** The record of {@link avgPool2d}. */
export const avgPool2dOp: Op<Unary, AveragePooling> = /* @__PURE__ */ linear<Unary, AveragePooling>({
  name: "avgPool2d",
  shape: ([x], pooling) => pooledShape("avgPool2d", [x!], x!, pooling),
  dtype: (dtypes) => floatResult("avgPool2d", dtypes),
  compute: ([x], pooling, { shape, dtype }) => {
    const out = allocate(dtype, sizeOf(shape));
    const { data } = x;
    const width = x.shape[3]!;
    forEachWindow(x.shape, shape, pooling, (window, plane, rows, columns) => {
      let total = 0;
      for (let k = 0; k < rows.count; k++) {
        const start = plane + (rows.place + k) * width + columns.place;
        for (let l = 0; l < columns.count; l++) total += data[start + l]!;
      }
      out[window] = total / countOf(pooling, rows, columns);
    });
    return out;
  },
  lower: (site) => {
    const { attributes: { countPadding }, inputs: [x], output } = site;
    const geometry = poolingGeometry(site, x.shape, output.shape);
    return geometry && [averagePoolingCall(geometry, countPadding, x.address, output.address)];
  },
  transpose: [(g, [x], _y, pooling) => apply(avgPool2dGradientOp, [g], { ...pooling, image: planeOf(x.shape) })],
});

/** The gradient of {@link avgPool2d}: spreads each element of `g` evenly over its window. */
export const avgPool2dGradientOp: Op<Unary, AveragePoolingGradient> = /* @__PURE__ */ linear<
  Unary,
  AveragePoolingGradient
>({
  name: "avgPool2dGradient",
  shape: ([g], { image, ...pooling }) => {
    const x = [g![0]!, g![1]!, ...image];
    const wanted = pooledShape("avgPool2dGradient", [g!], x, pooling);
    if (sameShape(g!, wanted)) return x;
    throw new ShapeError(
      "avgPool2dGradient",
      [g!],
      `Cannot avgPool2dGradient g as its shape must be [${wanted.join(", ")}]`,
    );
  },
  dtype: (dtypes) => floatResult("avgPool2dGradient", dtypes),
  compute: ([g], pooling, { shape, dtype }) => {
    const totals = new Float64Array(sizeOf(shape));
    const { data } = g;
    const width = shape[3]!;
    forEachWindow(shape, g.shape, pooling, (window, plane, rows, columns) => {
      const share = data[window]! / countOf(pooling, rows, columns);
      for (let k = 0; k < rows.count; k++) {
        const start = plane + (rows.place + k) * width + columns.place;
        for (let l = 0; l < columns.count; l++) totals[start + l]! += share;
      }
    });
    const out = allocate(dtype, totals.length);
    out.set(totals);
    return out;
  },
  lower: (site) => {
    const { attributes: { countPadding }, inputs: [g], output } = site;
    const geometry = poolingGeometry(site, output.shape, g.shape);
    return geometry && [averagePoolingGradientCall(geometry, countPadding, g.address, output.address)];
  },
  transpose: [(c, _inputs, _y, { image: _, ...pooling }) => apply(avgPool2dOp, [c], pooling)],
});

/**
 * The mean of each window. 平均汇聚
 *
 * Formula: `y[n, c, i, j] = mean of x[n, c, i·s + k − p, j·s + l − p]` over k and l, with stride s and padding p
 *
 * @param x Images, shape `[N, C, H, W]`
 * @param options Size, stride, padding, and whether padding counts
 * @returns Shape `[N, C, rows, columns]`
 * @throws {ShapeError} When `x` does not have four axes, a window does not fit into a padded image, or has nothing inside the image
 * @throws {RangeError} When an option is no whole number in its interval
 *
 * @example Windows of two by two
 * ```ts
 * import { avgPool2d, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[[[1, 2, 5, 6], [3, 4, 7, 8]]]]);
 * assertEquals(avgPool2d(x, { size: 2 }).toArray(), [[[[2.5, 6.5]]]]);
 * ```
 */
export function avgPool2d(x: TensorLike, options: AveragePoolingOptions): Tensor {
  const { countPadding = true, ...windows } = options;
  return apply(avgPool2dOp, [x], { ...poolingOf("avgPool2d", shapeOf(x), windows), countPadding });
}

/** By what the sum of a window is divided. */
function countOf({ size, countPadding }: AveragePooling, rows: Inside, columns: Inside): number {
  return countPadding ? size[0] * size[1] : rows.count * columns.count;
}
