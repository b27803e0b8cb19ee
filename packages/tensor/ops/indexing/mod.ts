/**
 * Operations: indexing.
 *
 * @module
 */
export * from "./gather.ts";
export * from "./one_hot.ts";
export * from "./scatter_add.ts";
export * from "./take_along.ts";
