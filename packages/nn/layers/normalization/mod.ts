/**
 * Layers that bring activations to mean 0 and variance 1.
 *
 * @module
 */
export {};
