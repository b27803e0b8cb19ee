/**
 * State as named tensors: what files hold.
 *
 * @module
 */
import type { Tensor, Variable } from "@chainrule/tensor";
import { formatShape, isTensor, sameShape, ShapeError } from "@chainrule/tensor";

/** State as named tensors, as `stateDict` gives and `loadStateDict` takes. 状态字典 */
export type StateDict = Record<string, Tensor>;

/** The values of `variables` now, under their names, without the memory of how they were made. */
export function valuesByName(variables: Iterable<readonly [name: string, variable: Variable]>): StateDict {
  return Object.fromEntries([...variables].map(([name, variable]) => [name, variable.value.detach()]));
}

/**
 * Throws unless `state` has every entry of `required` and nothing but `allowed`.
 *
 * @param owner Whose state it is, as errors name it
 * @throws {RangeError} When an entry is missing, or not known
 */
export function checkEntries(
  owner: string,
  state: StateDict,
  required: readonly string[],
  allowed: readonly string[],
): void {
  const missing = required.find((name) => !Object.hasOwn(state, name));
  if (missing !== undefined) {
    throw new RangeError(
      `Cannot load the state of ${owner} as it must have the entry ${missing}: current entries are ${
        listed(Object.keys(state))
      }`,
    );
  }
  const known = new Set(allowed);
  const unknown = Object.keys(state).find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `Cannot load the state of ${owner} as its entries must be among ${
        listed(allowed)
      }: current entries have ${unknown}; was it saved by something else, or for another model?`,
    );
  }
}

/**
 * Throws unless `value` can be the value of `variable`.
 *
 * @throws {ShapeError} When the shape differs
 * @throws {TypeError} When it is no tensor, or the dtype differs
 */
export function checkEntry(
  owner: string,
  name: string,
  value: Tensor,
  like: Pick<Tensor, "shape" | "dtype">,
): void {
  const action = `Cannot load ${name} of ${owner}`;
  if (!isTensor(value)) {
    throw new TypeError(`${action} as it must be a tensor: current type is ${typeof value}`);
  }
  if (!sameShape(value.shape, like.shape)) {
    throw new ShapeError(
      "loadStateDict",
      [value.shape],
      `${action} as its shape must be ${formatShape(like.shape)}`,
      "was it saved for another model?",
    );
  }
  if (value.dtype !== like.dtype) {
    throw new TypeError(
      `${action} as its dtype must be ${like.dtype}: current dtype is ${value.dtype}; convert it with cast`,
    );
  }
}

const mostListed = 8;

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  return names.slice(0, mostListed).join(", ") +
    (names.length > mostListed ? ", ..." : "");
}
