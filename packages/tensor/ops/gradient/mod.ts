/**
 * Operations: gradient.
 *
 * @module
 */
export * from "./identity.ts";
export * from "./stop_gradient.ts";
