/**
 * Layers for images and signals: convolutions and pooling.
 *
 * @module
 */
export * from "./avg_pool2d.ts";
export * from "./conv1d.ts";
export * from "./conv2d.ts";
export * from "./conv_transpose2d.ts";
export * from "./convolution_layer.ts";
export * from "./global_avg_pool2d.ts";
export * from "./max_pool2d.ts";
