/**
 * Every operation, with its record.
 *
 * @module
 */
export * from "./arithmetic/mod.ts";
export * from "./comparison/mod.ts";
export * from "./convolution/mod.ts";
export * from "./gradient/mod.ts";
export * from "./indexing/mod.ts";
export * from "./linear_algebra/mod.ts";
export * from "./math/mod.ts";
export * from "./reduction/mod.ts";
export * from "./segment/mod.ts";
export * from "./shape/mod.ts";
export * from "./sorting/mod.ts";
