/**
 * What goes into a run along sequences, and what comes out.
 *
 * @module
 */
import type { Shape, Tensor } from "@chainrule/tensor";
import { sameShape, ShapeError } from "@chainrule/tensor";
import type { RecurrentState } from "./recurrent_state.ts";

/** What one run along sequences may depend on, besides these. */
export interface RecurrentRunOptions<State extends RecurrentState> {
  /** The state to start from. @default zeros */
  readonly initialState?: State;
  /** Which steps count, truth values of shape `[N, T]`: at the others, the state stays. Padding must be finite numbers. @default all */
  readonly mask?: Tensor;
  /** Whether to go from the last step to the first; outputs keep their places. @default false */
  readonly backwards?: boolean;
}

/** What a run along sequences gives. */
export interface RecurrentRunResult<State> {
  /** The outputs of all steps, shape `[N, T, M]`. */
  readonly outputs: Tensor;
  /** The state after the step that was gone last. */
  readonly state: State;
}

/** Throws unless a mask has truth values, in the shape that it must have. */
export function checkMask(layer: string, mask: Tensor, shape: Shape): void {
  if (!sameShape(mask.shape, shape)) {
    throw new ShapeError(
      layer,
      [mask.shape],
      `Cannot apply ${layer} as its mask must have shape [${shape.join(", ")}]`,
    );
  }
  if (mask.dtype === "bool") return;
  throw new TypeError(
    `Cannot apply ${layer} as its mask must have dtype bool: current dtype is ${mask.dtype}; use sequenceMask for lengths`,
  );
}
