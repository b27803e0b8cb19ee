/**
 * Learning by Hebb's rule.
 *
 * @module
 */
export {};
