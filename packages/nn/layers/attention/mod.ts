/**
 * Attention.
 *
 * @module
 */
export type { AttentionInputs } from "./attention_inputs.ts";
export * from "./attention_weights.ts";
export * from "./multi_head_attention.ts";
export * from "./scaled_dot_product_attention.ts";
