/**
 * Operations: sorting.
 *
 * @module
 */
export * from "./arg_sort.ts";
export * from "./sort.ts";
export * from "./top_k.ts";
