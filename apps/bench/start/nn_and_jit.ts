/**
 * What a program that trains imports.
 *
 * @module
 */
export * as jit from "@chainrule/jit";
export * as nn from "@chainrule/nn";
