/**
 * Lowering: convolution and pooling.
 *
 * @module
 */
import type { ConvolutionGeometry, KernelCall, PoolingGeometry } from "@chainrule/kernels";
import {
  averagePoolingCall,
  averagePoolingGradientCall,
  convolutionCalls,
  convolutionInputGradientCalls,
  convolutionWeightGradientCalls,
  maxPoolingCall,
  maxPoolingGradientCall,
  maxPoolingTakeCall,
} from "@chainrule/kernels";
import type { AveragePooling, Convolution, Pooling, Shape } from "@chainrule/tensor";
import {
  avgPool2dGradientOp,
  avgPool2dOp,
  conv2dInputGradientOp,
  conv2dOp,
  conv2dWeightGradientOp,
  maxPool2dGradientOp,
  maxPool2dOp,
  maxPool2dTakeOp,
  sizeOf,
} from "@chainrule/tensor";
import type { LoweringEntries, Operand, Site } from "./lowering.ts";

/** Windows with more columns are left to TypeScript: the code is written out for each column. */
const mostColumns = 32;

/**
 * Lowerings of convolution, pooling and their gradients in float32. Pooling has the bits of eager code where windows do not overlap;
 * gradients of windows that do, and convolutions, are within the bounds that their kernels state. What infinite weights give differs: the
 * gradient of images has NaN where such a weight meets a zero of the border.
 */
export const convolutionLowerings: LoweringEntries = [
  [conv2dOp, lowerConvolution],
  [conv2dInputGradientOp, lowerInputGradient],
  [conv2dWeightGradientOp, lowerWeightGradient],
  [maxPool2dOp, lowerMaxPooling],
  [maxPool2dTakeOp, lowerMaxPoolingTake],
  [maxPool2dGradientOp, lowerMaxPoolingGradient],
  [avgPool2dOp, lowerAveragePooling],
  [avgPool2dGradientOp, lowerAveragePoolingGradient],
];

function lowerConvolution(site: Site): readonly KernelCall[] | null {
  const { a: x, b: weight, out } = operandsOf(site);
  const geometry = convolutionOf(site, x.shape, weight.shape, out.shape);
  return geometry && convolutionCalls(geometry, { source: x.address, weights: weight.address, out: out.address });
}

function lowerInputGradient(site: Site): readonly KernelCall[] | null {
  const { a: g, b: weight, out } = operandsOf(site);
  const geometry = convolutionOf(site, out.shape, weight.shape, g.shape);
  const places = { source: g.address, weights: weight.address, out: out.address };
  return geometry && convolutionInputGradientCalls(geometry, places);
}

function lowerWeightGradient(site: Site): readonly KernelCall[] | null {
  const { a: x, b: g, out } = operandsOf(site);
  const geometry = convolutionOf(site, x.shape, out.shape, g.shape);
  const places = { source: x.address, gradient: g.address, out: out.address };
  return geometry && convolutionWeightGradientCalls(geometry, places);
}

function lowerMaxPooling(site: Site): readonly KernelCall[] | null {
  const { a: x, out } = operandsOf(site);
  const geometry = poolingOf(site, x.shape, out.shape);
  return geometry && [maxPoolingCall(geometry, x.address, out.address)];
}

function lowerMaxPoolingTake(site: Site): readonly KernelCall[] | null {
  const { a: x, b: values, out } = operandsOf(site);
  const geometry = poolingOf(site, x.shape, out.shape);
  const places = { source: x.address, values: values.address, out: out.address };
  return geometry && [maxPoolingTakeCall(geometry, places)];
}

function lowerMaxPoolingGradient(site: Site): readonly KernelCall[] | null {
  const { a: x, b: g, out } = operandsOf(site);
  const geometry = poolingOf(site, x.shape, g.shape);
  return geometry && [maxPoolingGradientCall(geometry, { source: x.address, values: g.address, out: out.address })];
}

function lowerAveragePooling(site: Site): readonly KernelCall[] | null {
  const { a: x, out } = operandsOf(site);
  const { countPadding } = site.node.attributes as AveragePooling;
  const geometry = poolingOf(site, x.shape, out.shape);
  return geometry && [averagePoolingCall(geometry, countPadding, x.address, out.address)];
}

function lowerAveragePoolingGradient(site: Site): readonly KernelCall[] | null {
  const { a: g, out } = operandsOf(site);
  const { countPadding } = site.node.attributes as AveragePooling;
  const geometry = poolingOf(site, out.shape, g.shape);
  return geometry && [averagePoolingGradientCall(geometry, countPadding, g.address, out.address)];
}

function operandsOf({ inputs, outputs }: Site): { readonly a: Operand; readonly b: Operand; readonly out: Operand } {
  return { a: inputs[0]!, b: inputs[1] ?? inputs[0]!, out: outputs[0]! };
}

/** Whether kernels can do it: there is something to do, in float32. */
function isSingle({ inputs, outputs }: Site): boolean {
  return [...inputs, ...outputs].every(({ dtype, shape }) => dtype === "float32" && sizeOf(shape) > 0);
}

function convolutionOf(site: Site, x: Shape, weight: Shape, y: Shape): ConvolutionGeometry | null {
  const { stride, padding, dilation, groups } = site.node.attributes as Convolution;
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

function poolingOf(site: Site, x: Shape, y: Shape): PoolingGeometry | null {
  const { size, stride, padding, dilation } = site.node.attributes as Pooling;
  if (!isSingle(site)) return null;
  return {
    planes: x[0]! * x[1]!,
    source: [x[2]!, x[3]!],
    result: [y[2]!, y[3]!],
    size,
    stride,
    dilation,
    before: [padding[0], padding[2]],
  };
}
