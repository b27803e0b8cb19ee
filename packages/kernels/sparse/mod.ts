/**
 * Kernels for products with sparse matrices.
 *
 * @module
 */
export * from "./exact_sampled_product.ts";
export * from "./exact_sparse_product.ts";
export { rowBlocks } from "./row_blocks.ts";
export type { RowBlocks } from "./row_blocks.ts";
export * from "./sampled_product.ts";
export * from "./sparse_product.ts";
