/**
 * What a program that trains multi-layer perceptrons imports.
 *
 * @module
 */
export * as jit from "@chainrule/jit";
export { Activation, Dense, Dropout, earlyStopping, Flatten, Maxout, modelCheckpoint, Sequential } from "@chainrule/nn";
