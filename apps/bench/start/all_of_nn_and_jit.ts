/**
 * All that there is: convolutions, recurrent layers, attention and everything else.
 *
 * @module
 */
export * as jit from "@chainrule/jit";
export * as nn from "@chainrule/nn";
