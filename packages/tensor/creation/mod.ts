/**
 * Making tensors.
 *
 * @module
 */
export * from "./arange.ts";
export * from "./eye.ts";
export * from "./full.ts";
export * from "./like.ts";
export * from "./linspace.ts";
export * from "./tensor.ts";
