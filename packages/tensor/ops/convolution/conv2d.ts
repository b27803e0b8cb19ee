/**
 * Two-dimensional convolution.
 *
 * @module
 */
import { convolutionCalls, matmul as multiply } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { multilinear, numericResult } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import type { Binary, Op, Result, TensorLike } from "../../core/op.ts";
import { sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { Tensor } from "../../core/tensor.ts";
import { conv2dInputGradient } from "./conv2d_input_gradient.ts";
import { conv2dWeightGradient } from "./conv2d_weight_gradient.ts";
import { convolutionGeometry } from "./convolution_geometry.ts";
import type { Convolution } from "./convolved_shape.ts";
import { convolvedShape } from "./convolved_shape.ts";
import { linesOf } from "./lines.ts";
import { productsOf, rowsOf } from "./products.ts";
import type { WindowOptions } from "./window.ts";
import { checkImages, planeOf, windowsOf } from "./window.ts";

/** The options of {@link conv2d}. */
export interface ConvolutionOptions extends WindowOptions {
  /** Into how many groups channels are cut; each group knows only itself. @default 1 */
  readonly groups?: number;
}

/** The record of {@link conv2d}. */
export const conv2dOp: Op<Binary, Convolution> = /* @__PURE__ */ multilinear<Binary, Convolution>({
  name: "conv2d",
  shape: ([x, weight], convolution) => convolvedShape("conv2d", [x!, weight!], x!, weight!, convolution),
  dtype: (dtypes) => numericResult("conv2d", dtypes),
  compute: ([x, weight], convolution, result) => convolved(x, weight, convolution, result),
  lower: (site) => {
    const { inputs: [x, weight], output } = site;
    const geometry = convolutionGeometry(site, x.shape, weight.shape, output.shape);
    const places = { source: x.address, weights: weight.address, out: output.address };
    return geometry && convolutionCalls(geometry, places);
  },
  transpose: [
    (g, [x, weight], _y, convolution) => conv2dInputGradient(g, weight, { ...convolution, size: planeOf(x.shape) }),
    (g, [x, weight], _y, convolution) => conv2dWeightGradient(x, g, { ...convolution, size: planeOf(weight.shape) }),
  ],
});

/**
 * Convolves images with windows of weights, without turning them: what is called convolution in neural networks, and cross-correlation
 * elsewhere. There is no bias; add one of shape `[O, 1, 1]`. Larger products of float32 are summed in float32. 二维卷积
 *
 * Formula: `y[n, o, i, j] = Σ x[n, c, i·s + k·d − p, j·s + l·d − p] w[o, c, k, l]` over c, k and l, with stride s, dilation d and padding p
 *
 * With `"same"` and a stride of 1, images keep their size as in PyTorch; with another stride, which PyTorch refuses, there are
 * `⌈rows / stride⌉` rows.
 *
 * @param x Images, shape `[N, C, H, W]`
 * @param weight Windows, shape `[O, C / groups, kernel rows, kernel columns]`
 * @param options Stride, padding, dilation and groups
 * @returns Shape `[N, O, rows, columns]`
 * @throws {ShapeError} When an operand does not have four axes, channels do not fit, or a window does not fit into a padded image
 * @throws {RangeError} When an option is no whole number in its interval
 *
 * @example The sum of each window of two by two
 * ```ts
 * import { conv2d, ones, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]]);
 * assertEquals(conv2d(x, ones([1, 1, 2, 2])).toArray(), [[[[12, 16], [24, 28]]]]);
 * ```
 */
export function conv2d(x: TensorLike, weight: TensorLike, options: ConvolutionOptions = {}): Tensor {
  const { groups = 1, ...window } = options;
  const shapes = [shapeOf(x), shapeOf(weight)] as const;
  checkImages("conv2d", shapes, shapes[0]);
  checkImages("conv2d", shapes, shapes[1], "weight");
  if (!Number.isInteger(groups) || groups < 1) {
    throw new RangeError(`Cannot conv2d x as groups must be a whole number from 1: current groups are ${groups}`);
  }
  const windows = windowsOf("conv2d", planeOf(shapes[0]), planeOf(shapes[1]), window);
  return apply(conv2dOp, [x, weight], { ...windows, groups });
}

function convolved(x: Tensor, weight: Tensor, convolution: Convolution, { shape, dtype }: Result): Values {
  const { planes, groups, outputs, inner, columns, pixels } = productsOf(x.shape, weight.shape, shape, convolution);
  const out = allocate(dtype, sizeOf(shape));
  const lines = allocate(x.dtype, inner * columns);
  const { data } = x;
  const rows = rowsOf(weight.data, inner);
  for (let n = 0; n < shape[0]! * groups; n++) {
    linesOf(planes, data, n * pixels, lines);
    const left = rows(n % groups * outputs * inner);
    multiply(left, rowsOf(lines, columns)(0), out, n * outputs * columns, { rows: outputs, inner, columns });
  }
  return out;
}
