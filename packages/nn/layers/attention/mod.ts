/**
 * Attention.
 *
 * @module
 */
export {};
