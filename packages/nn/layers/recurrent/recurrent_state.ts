/**
 * What a recurrent network remembers.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import { sameShape, ShapeError } from "@chainrule/tensor";

/** What a recurrent network remembers: a record of tensors. 状态 */
export interface RecurrentState {
  /** What the network gives at each step, shape `[N, M]`. */
  readonly hidden: Tensor;
}

/** Who asks for a state, and for which. */
interface Asked<State> {
  /** The name that errors show. */
  readonly layer: string;
  /** What the state is, in errors. */
  readonly what: string;
  /** The tensors that it must have. */
  readonly names: readonly (keyof State & string)[];
}

/** Throws unless a state has all its tensors, each in the shape that it must have. */
export function checkState<State extends RecurrentState>(
  state: State,
  shape: Shape,
  { layer, what, names }: Asked<State>,
): void {
  for (const name of names) {
    const part = state[name] as Tensor | undefined;
    if (part === undefined) {
      throw new TypeError(
        `Cannot apply ${layer} as its ${what} must have ${names.join(" and ")}: current ${name} is missing`,
      );
    }
    if (sameShape(part.shape, shape)) continue;
    throw new ShapeError(
      layer,
      [part.shape],
      `Cannot apply ${layer} as ${name} of its ${what} must have shape [${shape.join(", ")}]`,
    );
  }
}
