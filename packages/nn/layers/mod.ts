/**
 * Layers.
 *
 * @module
 */
export * from "./activation.ts";
export * from "./dense.ts";
export * from "./dropout.ts";
export * from "./embedding.ts";
export * from "./flatten.ts";
export * from "./maxout.ts";
export * from "./prelu.ts";
export * from "./reshape.ts";
export * from "./swish.ts";
export * from "./attention/mod.ts";
export * from "./convolution/mod.ts";
export * from "./normalization/mod.ts";
export * from "./recurrent/mod.ts";
