/**
 * The neural Turing machine.
 *
 * @module
 */
export {};
