/**
 * Made-up data.
 *
 * @module
 */
export * from "./adding_problem.ts";
export * from "./blobs.ts";
export * from "./circles.ts";
export * from "./moons.ts";
export type { NoisySampleOptions, SampleOptions, Samples } from "./samples.ts";
export * from "./spirals.ts";
export * from "./stochastic_block_model.ts";
export * from "./xor.ts";
