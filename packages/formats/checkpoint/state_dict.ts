/**
 * What a thing knows, as named tensors.
 *
 * @module
 */
import type { Tensor, Variable } from "@chainrule/tensor";
import { statefulVariables } from "./stateful_variables.ts";

/** Named tensors: parameters, optimizer slots, counters. 状态字典 */
export type StateDict = Readonly<Record<string, Tensor>>;

/** Something that hands out its state and takes it back: a module, an optimizer, a generator, a place in the data. */
export interface Stateful {
  /** The state now. */
  stateDict(): StateDict;
  /** Goes to `state`, or throws when it does not fit. */
  loadStateDict(state: StateDict): void;
}

/** Where a group of a checkpoint comes from and goes to: something with a state, or variables by name. */
export type Target = Stateful | Readonly<Record<string, Variable>>;

/** `target` as something with a state. */
export function asStateful(target: Target): Stateful {
  return isStateful(target) ? target : statefulVariables(target);
}

function isStateful(target: Target): target is Stateful {
  return typeof target.stateDict === "function" &&
    typeof target.loadStateDict === "function";
}
