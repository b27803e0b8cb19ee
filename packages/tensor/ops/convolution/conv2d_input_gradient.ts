/**
 * The gradient of the images of a convolution.
 *
 * @module
 */
import { convolutionInputGradientCalls, matmul as multiply } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { multilinear, numericResult } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import type { Binary, Op, Result, TensorLike } from "../../core/op.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { conv2dOp } from "./conv2d.ts";
import { conv2dWeightGradient } from "./conv2d_weight_gradient.ts";
import { convolutionGeometry } from "./convolution_geometry.ts";
import type { ConvolutionGradient } from "./convolved_shape.ts";
import { checkGradient, convolvedShape } from "./convolved_shape.ts";
import { addLines } from "./lines.ts";
import { columnsOf, productsOf, rowsOf } from "./products.ts";
import { checkImages, planeOf } from "./window.ts";

/** The record of {@link conv2dInputGradient}. */
export const conv2dInputGradientOp: Op<Binary, ConvolutionGradient> = /* @__PURE__ */ multilinear<
  Binary,
  ConvolutionGradient
>({
  name: "conv2dInputGradient",
  shape: ([g, weight], { size, ...convolution }) => {
    const op = "conv2dInputGradient";
    checkImages(op, [g!, weight!], g!, "g");
    checkImages(op, [g!, weight!], weight!, "weight");
    const x = [g![0]!, weight![1]! * convolution.groups, ...size];
    checkGradient(op, [g!, weight!], g!, convolvedShape(op, [g!, weight!], x, weight!, convolution));
    return x;
  },
  dtype: (dtypes) => numericResult("conv2dInputGradient", dtypes),
  compute: ([g, weight], convolution, result) => inputGradient(g, weight, convolution, result),
  // Where an infinite weight meets a zero of the border, kernels give NaN, and TypeScript does not.
  lower: (site) => {
    const { inputs: [g, weight], output } = site;
    const geometry = convolutionGeometry(site, output.shape, weight.shape, g.shape);
    const places = { source: g.address, weights: weight.address, out: output.address };
    return geometry && convolutionInputGradientCalls(geometry, places);
  },
  transpose: [
    (c, [, weight], _y, { size: _, ...convolution }) => apply(conv2dOp, [c, weight], convolution),
    (c, [g, weight], _y, convolution) => conv2dWeightGradient(c, g, { ...convolution, size: planeOf(weight.shape) }),
  ],
});

/**
 * The gradient of a convolution's images: what `conv2d` does, backwards. It is what is called a transposed convolution. 转置卷积
 *
 * @param g The gradient of the result, shape `[N, O, rows, columns]`
 * @param weight Windows, shape `[O, C / groups, kernel rows, kernel columns]`
 * @param convolution The convolution, and rows and columns of its images
 * @returns Shape `[N, C, H, W]`
 * @throws {ShapeError} When `g` is not what the convolution of such images gives
 *
 * @example One window, spread over the image
 * ```ts
 * import { conv2dInputGradient, ones, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const convolution = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1], groups: 1, size: [2, 3] } as const;
 * const g = tensor([[[[1, 10]]]]);
 * assertEquals(conv2dInputGradient(g, ones([1, 1, 2, 2]), convolution).toArray(), [[[[1, 11, 10], [1, 11, 10]]]]);
 * ```
 */
export function conv2dInputGradient(g: TensorLike, weight: TensorLike, convolution: ConvolutionGradient): Tensor {
  return apply(conv2dInputGradientOp, [g, weight], convolution);
}

function inputGradient(g: Tensor, weight: Tensor, convolution: ConvolutionGradient, { shape, dtype }: Result): Values {
  const { planes, groups, outputs, inner, columns, pixels } = productsOf(shape, weight.shape, g.shape, convolution);
  const out = allocate(dtype, sizeOf(shape));
  const lines = allocate(dtype, inner * columns);
  const totals = new Float64Array(pixels);
  const gradients = rowsOf(g.data, columns);
  for (let n = 0; n < shape[0]! * groups; n++) {
    const turned = columnsOf(weight.data, inner, n % groups * outputs * inner);
    multiply(turned, gradients(n * outputs * columns), lines, 0, { rows: inner, inner: outputs, columns });
    totals.fill(0);
    addLines(planes, lines, totals);
    out.set(totals, n * pixels);
  }
  return out;
}
