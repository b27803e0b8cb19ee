/**
 * First values of variables.
 *
 * @module
 */
export * from "./constant.ts";
export * from "./initializer.ts";
export * from "./normal.ts";
export * from "./orthogonal.ts";
export * from "./uniform.ts";
