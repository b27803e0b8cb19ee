/**
 * A convolution as its kernels see it.
 *
 * @module
 */
import type { ConvolutionGeometry } from "@chainrule/kernels";
import type { Site } from "../../core/lowering.ts";
import type { Inputs } from "../../core/op.ts";
import type { Shape } from "../../core/shape.ts";
import type { Convolution } from "./convolved_shape.ts";
import { isSingle } from "./single.ts";

/** Windows with more columns are left to TypeScript: the code is written out for each column. */
const mostColumns = 32;

/**
 * How the convolution of images `x` with a weight to `y` goes; null where TypeScript does that, or a gradient of it. Kernels are within the bounds
 * that they state.
 */
export function convolutionGeometry(
  site: Site<Inputs, Convolution>,
  x: Shape,
  weight: Shape,
  y: Shape,
): ConvolutionGeometry | null {
  const { stride, padding, dilation, groups } = site.attributes;
  if (!isSingle(site) || weight[3]! > mostColumns) return null;
  return {
    images: x[0]!,
    groups,
    channels: weight[1]!,
    outputs: weight[0]! / groups,
    source: [x[2]!, x[3]!],
    result: [y[2]!, y[3]!],
    kernel: [weight[2]!, weight[3]!],
    stride,
    dilation,
    before: [padding[0], padding[2]],
    spread: [1, 1],
  };
}
