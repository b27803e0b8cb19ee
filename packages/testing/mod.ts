/**
 * Checks that operations, layers and optimizers must pass. Not published.
 *
 * @module
 */
export * from "./assert_bits.ts";
export * from "./assert_close.ts";
export * from "./assert_compiled.ts";
export * from "./assert_ulp.ts";
export * from "./central_difference.ts";
export * from "./check_layer.ts";
export * from "./check_op.ts";
export * from "./golden_tensor.ts";
export * from "./messages_of.ts";
export * from "./random_like.ts";
