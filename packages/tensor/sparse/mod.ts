/**
 * Sparse matrices.
 *
 * @module
 */
export type { Coordinates, IndexList } from "./coordinates.ts";
export * from "./sampled_dot.ts";
export * from "./sparse_matmul.ts";
export * from "./sparse_matrix.ts";
export { SparsePattern } from "./sparse_pattern.ts";
export type { PatternInputs } from "./sparse_pattern.ts";
