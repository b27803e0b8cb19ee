/**
 * Operations: linear algebra.
 *
 * @module
 */
export * from "./diagonal.ts";
export * from "./dot.ts";
export * from "./einsum.ts";
export * from "./matmul.ts";
export * from "./outer.ts";
export * from "./trace.ts";
