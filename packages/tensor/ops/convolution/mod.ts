/**
 * Operations: convolution and pooling.
 *
 * @module
 */
export * from "./avg_pool2d.ts";
export * from "./conv1d.ts";
export * from "./conv2d.ts";
export * from "./conv2d_input_gradient.ts";
export * from "./conv2d_weight_gradient.ts";
export * from "./conv_transpose2d.ts";
export type { Convolution, ConvolutionGradient } from "./convolved_shape.ts";
export * from "./max_pool2d.ts";
export type { Pooling, PoolingOptions } from "./pooling.ts";
export type { Border, Padding, Pair, WindowOptions, Windows } from "./window.ts";
