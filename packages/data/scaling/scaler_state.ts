/**
 * The fitted numbers of a scaler as tensors.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues, ShapeError } from "@chainrule/tensor";

/** What was fitted, or the error that nothing was. */
export function fitted<T>(action: string, state: T | null): T {
  if (state !== null) return state;
  throw new TypeError(
    `Cannot ${action} as the scaler must be fitted: current state is empty; call fit first`,
  );
}

/** One number for each feature, as a tensor of its own. */
export function toState(values: Float64Array): Tensor {
  return fromValues(values.slice(), [values.length], "float64");
}

/** The numbers of a state by name, all of one length. */
export function fromState<N extends string>(
  action: string,
  state: Readonly<Record<string, Tensor>>,
  names: readonly N[],
): Record<N, Float64Array> {
  const vectors = names.map((name) => {
    const vector = state[name];
    if (vector === undefined) {
      throw new TypeError(
        `Cannot ${action} as its state must have ${names.join(" and ")}: current names are ${
          Object.keys(state).join(", ")
        }`,
      );
    }
    return vector;
  });
  const length = vectors[0]!.size;
  if (vectors.some(({ rank, size }) => rank !== 1 || size !== length)) {
    throw new ShapeError(
      action,
      vectors.map(({ shape }) => shape),
      `Cannot ${action} as ${names.join(" and ")} must be vectors of one length`,
    );
  }
  return Object.fromEntries(
    names.map((name, i) => [name, Float64Array.from(vectors[i]!.data)]),
  ) as Record<N, Float64Array>;
}
