/**
 * All that a neural Turing machine remembers.
 *
 * @module
 */
import type { RecurrentState } from "@chainrule/nn";
import type { Tensor } from "@chainrule/tensor";

/** All that a neural Turing machine takes from one step to the next. 状态 */
export interface TuringState {
  /** The memory, shape `[N, S, W]`. */
  readonly memory: Tensor;
  /** Where each head attended, those that read first, shape `[N, H, S]`. */
  readonly weights: Tensor;
  /** What was read, shape `[N, read heads, W]`. */
  readonly reads: Tensor;
  /** What the controller remembers by itself; its `hidden` is what heads and output go by, shape `[N, M]`. */
  readonly controller: RecurrentState;
}

/** What one step gives. */
export interface TuringStep {
  /** The output, shape `[N, O]`. */
  readonly output: Tensor;
  /** The state after the step. */
  readonly state: TuringState;
}

/** What a run along sequences gives. */
export interface TuringRun {
  /** The outputs of all steps, shape `[N, T, O]`. */
  readonly outputs: Tensor;
  /** Where each head that reads attended, shape `[N, T, read heads, S]`. */
  readonly readWeights: Tensor;
  /** Where each head that writes attended, shape `[N, T, write heads, S]`. */
  readonly writeWeights: Tensor;
  /** The state after the last step. */
  readonly state: TuringState;
}
