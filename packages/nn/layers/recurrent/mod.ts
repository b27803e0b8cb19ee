/**
 * Layers that go along sequences.
 *
 * @module
 */
export {};
