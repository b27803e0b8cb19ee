/**
 * Elementwise formulas compiled to loops over vectors.
 *
 * @module
 */
export * from "./compile_elementwise.ts";
export * from "./emit_elementwise.ts";
export * from "./single_builder.ts";
export * from "./structure.ts";
export * from "./vocabulary.ts";
export * from "./wasm_builder.ts";
export type { Lane } from "./wasm_words.ts";
