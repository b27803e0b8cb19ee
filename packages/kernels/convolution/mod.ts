/**
 * Convolution and pooling of float32 images.
 *
 * @module
 */
export * from "./average_pooling.ts";
export * from "./convolution.ts";
export type { ConvolutionGeometry, Pair } from "./geometry.ts";
export * from "./max_pooling.ts";
export type { PoolingGeometry } from "./pooling_windows.ts";
export * from "./weight_gradient.ts";
