/**
 * Boltzmann machines.
 *
 * @module
 */
export {};
