/**
 * Checking a state before it is loaded.
 *
 * @module
 */
import type { Tensor, Variable } from "@chainrule/tensor";
import { formatShape, isTensor, sameShape, ShapeError } from "@chainrule/tensor";

/** Throws unless `state` has a value for each variable, of its shape and dtype, and nothing else. */
export function checkState(
  owner: string,
  variables: readonly (readonly [name: string, variable: Variable])[],
  state: Readonly<Record<string, Tensor>>,
): void {
  const action = `Cannot load a state into ${owner}`;
  const known = new Set(variables.map(([name]) => name));
  const unknown = Object.keys(state).find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `${action} as it must have a variable for each name: current unknown name is ${unknown}; its names are ${
        [...known].join(", ") || "none"
      }`,
    );
  }
  for (const [name, variable] of variables) {
    if (!Object.hasOwn(state, name)) {
      throw new RangeError(`${action} as the state must have every name: current missing name is ${name}`);
    }
    checkValue(action, name, state[name]!, variable);
  }
}

function checkValue(action: string, name: string, value: Tensor, { shape, dtype }: Variable): void {
  if (!isTensor(value)) {
    throw new TypeError(`${action} as ${name} must be a tensor: current type is ${typeof value}`);
  }
  if (!sameShape(value.shape, shape)) {
    throw new ShapeError("loadStateDict", [value.shape], `${action} as ${name} must have shape ${formatShape(shape)}`);
  }
  if (value.dtype !== dtype) {
    throw new TypeError(`${action} as ${name} must be ${dtype}: current dtype is ${value.dtype}; convert it with cast`);
  }
}
