/**
 * Going into a mode and back.
 *
 * @module
 */
import { noGrad } from "@chainrule/autograd";
import type { Module } from "../module.ts";
import { modulesOf } from "../module_tree.ts";

/** Remembers the mode of `module` and of each module in it; the function that it gives puts them back. */
export function rememberModes(module: Module): () => void {
  const modes = modulesOf(module).map((part) => [part, part.training] as const);
  return () => {
    for (const [part, training] of modes) part.training = training;
  };
}

/** Runs `f` in evaluation mode without a graph, and goes back to the modes before. */
export function inEvaluation<T>(module: Module, f: () => T): T {
  const goBack = rememberModes(module);
  module.eval();
  try {
    return noGrad(f);
  } finally {
    goBack();
  }
}
