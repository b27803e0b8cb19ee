/**
 * Kernels that take and combine elements by index.
 *
 * @module
 */
export * from "./add_along.ts";
export type { Combination } from "./combine.ts";
export * from "./gather.ts";
export { indexCheckKernel } from "./index_check.ts";
export * from "./one_hot.ts";
export * from "./scatter.ts";
export * from "./take_along.ts";
