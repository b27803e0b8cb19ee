/**
 * The two ways in which code written once is run.
 *
 * @module
 */
import { jit } from "@chainrule/jit";

/** Makes a function faster, or leaves it as it is. */
export type Compile = <Args extends readonly unknown[], Result>(
  f: (...args: Args) => Result,
) => (...args: Args) => Result;

/** Operation by operation. */
export const asItIs: Compile = (f) => f;

/** As a compiled program. */
export const compiled: Compile = (f) => jit(f);
