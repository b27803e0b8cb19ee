/**
 * Layers for images and signals: convolutions and pooling.
 *
 * @module
 */
export {};
