/**
 * Operations: reduction.
 *
 * @module
 */
export * from "./all.ts";
export * from "./any.ts";
export * from "./arg_max.ts";
export * from "./arg_min.ts";
export * from "./cumsum.ts";
export * from "./log_sum_exp.ts";
export * from "./max.ts";
export * from "./mean.ts";
export * from "./min.ts";
export * from "./norm.ts";
export * from "./prod.ts";
export * from "./softmax.ts";
export * from "./standard_deviation.ts";
export * from "./sum.ts";
export * from "./sum_to.ts";
export * from "./variance.ts";
