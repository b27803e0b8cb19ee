/**
 * Scaling features.
 *
 * @module
 */
export * from "./min_max_scaler.ts";
export * from "./standard_scaler.ts";
