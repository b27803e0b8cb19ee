/**
 * Operations: arithmetic.
 *
 * @module
 */
export * from "./add.ts";
export * from "./clip.ts";
export * from "./div.ts";
export * from "./maximum.ts";
export * from "./minimum.ts";
export * from "./mul.ts";
export * from "./neg.ts";
export * from "./pow.ts";
export * from "./sub.ts";
