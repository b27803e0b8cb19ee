/**
 * Operations: comparison.
 *
 * @module
 */
export * from "./equal.ts";
export * from "./greater.ts";
export * from "./greater_equal.ts";
export * from "./is_finite.ts";
export * from "./is_nan.ts";
export * from "./less.ts";
export * from "./less_equal.ts";
export * from "./logical_and.ts";
export * from "./logical_not.ts";
export * from "./logical_or.ts";
export * from "./not_equal.ts";
export * from "./where.ts";
