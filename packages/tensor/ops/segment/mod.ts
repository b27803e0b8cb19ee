/**
 * Operations: segment.
 *
 * @module
 */
export * from "./segment_max.ts";
export * from "./segment_mean.ts";
export * from "./segment_min.ts";
export * from "./segment_softmax.ts";
export * from "./segment_sum.ts";
