/**
 * Layers that bring activations to mean 0 and variance 1.
 *
 * @module
 */
export * from "./batch_norm.ts";
export * from "./group_norm.ts";
export * from "./layer_norm.ts";
export type { NormalizationOptions } from "./normalize.ts";
