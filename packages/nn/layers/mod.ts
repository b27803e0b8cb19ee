/**
 * Layers.
 *
 * @module
 */
export * from "./activation.ts";
export * from "./dense.ts";
export * from "./dropout.ts";
export * from "./flatten.ts";
export * from "./maxout.ts";
export * from "./prelu.ts";
export * from "./swish.ts";
