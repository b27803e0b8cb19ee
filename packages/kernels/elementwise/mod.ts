/**
 * Elementwise formulas as kernels that loop over vectors.
 *
 * @module
 */
export * from "./collapse_axes.ts";
export * from "./element_type.ts";
export * from "./elementwise_calls.ts";
export * from "./elementwise_kernel.ts";
export type { Spread } from "./operands.ts";
export * from "./single_builder.ts";
export * from "./structure.ts";
export * from "./vocabulary.ts";
export * from "./wasm_builder.ts";
export type { Lane } from "./wasm_words.ts";
