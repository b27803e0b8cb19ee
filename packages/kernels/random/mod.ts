/**
 * Kernels of random numbers: functions of key, counter and position, so any number of threads gives the same bits.
 *
 * @module
 */
export * from "./normal_kernels.ts";
export { randomBlockLength, randomScratchBytes } from "./random_kernel.ts";
export type { RandomType } from "./random_kernel.ts";
export * from "./uniform_kernels.ts";
