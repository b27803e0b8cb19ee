/**
 * Hopfield networks.
 *
 * @module
 */
export {};
