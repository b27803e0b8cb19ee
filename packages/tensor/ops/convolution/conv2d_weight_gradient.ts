/**
 * The gradient of the weights of a convolution.
 *
 * @module
 */
import { convolutionWeightGradientCalls, matmul as multiply } from "@chainrule/kernels";
import { apply } from "../../core/apply.ts";
import { multilinear, numericResult } from "../../core/define.ts";
import type { Values } from "../../core/dtype.ts";
import { allocate } from "../../core/dtype.ts";
import type { Binary, Op, Result, TensorLike } from "../../core/op.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Tensor } from "../../core/tensor.ts";
import { conv2dOp } from "./conv2d.ts";
import { conv2dInputGradient } from "./conv2d_input_gradient.ts";
import { convolutionGeometry } from "./convolution_geometry.ts";
import type { ConvolutionGradient } from "./convolved_shape.ts";
import { checkGradient, convolvedShape } from "./convolved_shape.ts";
import { linesOf } from "./lines.ts";
import { columnsOf, productsOf, rowsOf } from "./products.ts";
import { checkImages, planeOf } from "./window.ts";

/** The record of {@link conv2dWeightGradient}. */
export const conv2dWeightGradientOp: Op<Binary, ConvolutionGradient> = /* @__PURE__ */ multilinear<
  Binary,
  ConvolutionGradient
>({
  name: "conv2dWeightGradient",
  shape: ([x, g], { size, ...convolution }) => {
    const op = "conv2dWeightGradient";
    checkImages(op, [x!, g!], x!);
    checkImages(op, [x!, g!], g!, "g");
    const weight = [g![1]!, Math.floor(x![1]! / convolution.groups), ...size];
    checkGradient(op, [x!, g!], g!, convolvedShape(op, [x!, g!], x!, weight, convolution));
    return weight;
  },
  dtype: (dtypes) => numericResult("conv2dWeightGradient", dtypes),
  compute: ([x, g], convolution, result) => weightGradient(x, g, convolution, result),
  lower: (site) => {
    const { inputs: [x, g], output } = site;
    const geometry = convolutionGeometry(site, x.shape, output.shape, g.shape);
    const places = { source: x.address, gradient: g.address, out: output.address };
    return geometry && convolutionWeightGradientCalls(geometry, places);
  },
  transpose: [
    (c, [x, g], _y, convolution) => conv2dInputGradient(g, c, { ...convolution, size: planeOf(x.shape) }),
    (c, [x], _y, { size: _, ...convolution }) => apply(conv2dOp, [x, c], convolution),
  ],
});

/**
 * The gradient of a convolution's weights. 卷积核的梯度
 *
 * @param x Images, shape `[N, C, H, W]`
 * @param g The gradient of the result, shape `[N, O, rows, columns]`
 * @param convolution The convolution, and rows and columns of its windows
 * @returns Shape `[O, C / groups, kernel rows, kernel columns]`
 * @throws {ShapeError} When `g` is not what the convolution of such images gives
 *
 * @example Each weight has met two pixels
 * ```ts
 * import { conv2dWeightGradient, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const convolution = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1], groups: 1, size: [1, 2] } as const;
 * const x = tensor([[[[1, 2, 3]]]]);
 * assertEquals(conv2dWeightGradient(x, tensor([[[[1, 10]]]]), convolution).toArray(), [[[[21, 32]]]]);
 * ```
 */
export function conv2dWeightGradient(x: TensorLike, g: TensorLike, convolution: ConvolutionGradient): Tensor {
  return apply(conv2dWeightGradientOp, [x, g], convolution);
}

function weightGradient(x: Tensor, g: Tensor, convolution: ConvolutionGradient, { shape, dtype }: Result): Values {
  const { planes, groups, outputs, inner, columns, pixels } = productsOf(x.shape, shape, g.shape, convolution);
  const lines = allocate(x.dtype, inner * columns);
  const part = allocate(dtype, outputs * inner);
  const totals = new Float64Array(sizeOf(shape));
  const { data } = x;
  const gradients = rowsOf(g.data, columns);
  for (let n = 0; n < x.shape[0]! * groups; n++) {
    linesOf(planes, data, n * pixels, lines);
    const turned = columnsOf(lines, columns, 0);
    multiply(gradients(n * outputs * columns), turned, part, 0, { rows: outputs, inner: columns, columns: inner });
    const start = n % groups * part.length;
    for (let i = 0; i < part.length; i++) totals[start + i]! += part[i]!;
  }
  const out = allocate(dtype, totals.length);
  out.set(totals);
  return out;
}
