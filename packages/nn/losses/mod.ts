/**
 * Losses.
 *
 * @module
 */
export * from "./binary_cross_entropy.ts";
export * from "./cross_entropy.ts";
export { lossFromName } from "./from_name.ts";
export type { Loss, LossFunction, LossName } from "./from_name.ts";
export * from "./hinge.ts";
export * from "./huber.ts";
export * from "./kl_divergence.ts";
export * from "./mean_absolute_error.ts";
export * from "./mean_squared_error.ts";
export type { LossOptions } from "./reduce.ts";
export * from "./weight_penalty.ts";
