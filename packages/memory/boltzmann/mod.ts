/**
 * Boltzmann machines.
 *
 * @module
 */
export { binaryStates } from "./binary_states.ts";
export * from "./boltzmann_machine.ts";
export type * from "./contrast_options.ts";
export * from "./cooling_schedule.ts";
export * from "./moments.ts";
export type { PseudoLikelihoodOptions } from "./pseudo_likelihood.ts";
export * from "./rbm.ts";
