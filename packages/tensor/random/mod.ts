/**
 * Random numbers.
 *
 * @module
 */
export * from "./draws.ts";
export * from "./random.ts";
