/**
 * Cutting a state off from its past.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { stopGradient } from "@chainrule/tensor";
import type { RecurrentState } from "./recurrent_state.ts";

/**
 * A state with the same values, as constants: what is computed from it sends no gradient into the steps before. 截断状态
 *
 * Truncated back-propagation through time (§6.4) carries the state of one piece of a sequence to the next like this.
 *
 * @param state The state at the end of a piece
 * @returns The state to start the next piece from
 *
 * @example From one piece to the next
 * ```ts
 * import { detachState, LSTM } from "@chainrule/nn";
 * import { ones } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new LSTM(4);
 * const { state } = layer.run(ones([1, 10, 3]));
 * const { outputs } = layer.run(ones([1, 10, 3]), { initialState: detachState(state) });
 * assertEquals(outputs.shape, [1, 10, 4]);
 * ```
 */
export function detachState<State extends RecurrentState>(state: State): State {
  const parts = Object.entries(state as unknown as Readonly<Record<string, Tensor>>);
  return Object.fromEntries(parts.map(([name, part]) => [name, stopGradient(part)])) as unknown as State;
}
