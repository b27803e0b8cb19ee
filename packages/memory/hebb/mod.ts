/**
 * Learning by Hebb's rule.
 *
 * @module
 */
export * from "./hebbian.ts";
export * from "./hebbian_layer.ts";
export * from "./oja.ts";
export * from "./sanger.ts";
