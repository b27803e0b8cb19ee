/**
 * Reductions: sums of what a formula makes, and functions of rows.
 *
 * @module
 */
export type { Precision } from "../elementwise/element_type.ts";
export * from "./row_calls.ts";
export * from "./row_layout.ts";
export * from "./sum_calls.ts";
