/**
 * Variables by name as something with a state.
 *
 * @module
 */
import type { Variable } from "@chainrule/tensor";
import { isVariable, sameShape, ShapeError } from "@chainrule/tensor";
import type { StateDict, Stateful } from "./state_dict.ts";

type Variables = Readonly<Record<string, Variable>>;

/** `variables` as something with a state. A state that does not fit changes none of them. */
export function statefulVariables(variables: Variables): Stateful {
  checkVariables(variables);
  return {
    stateDict: () =>
      Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, variable.value.detach()])),
    loadStateDict: (state) => {
      checkNames(variables, state);
      for (const [name, variable] of Object.entries(variables)) {
        checkAlike(name, variable, state);
      }
      for (const [name, variable] of Object.entries(variables)) {
        variable.assign(state[name]!);
      }
    },
  };
}

function checkVariables(variables: Variables): void {
  for (const [name, variable] of Object.entries(variables)) {
    if (isVariable(variable)) continue;
    throw new TypeError(
      `Cannot take part in a checkpoint as a group must be variables by name, or have stateDict and loadStateDict: current ${name} is ${typeof variable}`,
    );
  }
}

function checkNames(variables: Variables, state: StateDict): void {
  const known = Object.keys(variables);
  const missing = known.find((name) => !Object.hasOwn(state, name));
  if (missing !== undefined) {
    throw new RangeError(`Cannot load variables as the state must have each of them: current state lacks ${missing}`);
  }
  const unknown = Object.keys(state).find((name) => !Object.hasOwn(variables, name));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot load variables as there must be one for each name of the state: current state has ${unknown}, and the variables are ${
        known.join(", ")
      }`,
    );
  }
}

function checkAlike(name: string, { shape, dtype }: Variable, state: StateDict): void {
  const next = state[name]!;
  if (!sameShape(next.shape, shape)) {
    throw new ShapeError(
      "loadStateDict",
      [next.shape],
      `Cannot load variables as ${name} must have shape [${shape.join(", ")}]`,
    );
  }
  if (next.dtype !== dtype) {
    throw new TypeError(`Cannot load variables as ${name} must be ${dtype}: current dtype is ${next.dtype}`);
  }
}
