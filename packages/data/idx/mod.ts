/**
 * The IDX format.
 *
 * @module
 */
export * from "./idx_array.ts";
export * from "./read_idx.ts";
