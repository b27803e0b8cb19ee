/**
 * The simple recurrent network.
 *
 * @module
 */
import type { RecurrentOptions } from "./recurrent.ts";
import { Recurrent } from "./recurrent.ts";
import type { RecurrentState } from "./recurrent_state.ts";
import type { SimpleRNNCellOptions } from "./simple_rnn_cell.ts";
import { SimpleRNNCell } from "./simple_rnn_cell.ts";

/** How a {@link SimpleRNN} is made. */
export interface SimpleRNNOptions extends SimpleRNNCellOptions, RecurrentOptions {}

/**
 * A simple recurrent network, Elman's network: the hidden units see the input and themselves, one step ago. 简单循环网络
 *
 * Formula (§6.2), at each step: `h' = f(W x + b + U h + b')`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, T, D]` |
 * | `cell.inputWeight` W | `[M, D]` |
 * | `cell.hiddenWeight` U | `[M, M]` |
 * | `cell.inputBias` b, `cell.hiddenBias` b' | `[M]` |
 * | output | `[N, M]`, or `[N, T, M]` with `returnSequences` |
 * | state `hidden` | `[N, M]` |
 *
 * Source: Elman (1990), Finding Structure in Time.
 *
 * @example A sequence of three steps
 * ```ts
 * import { SimpleRNN } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new SimpleRNN(4, { returnSequences: true });
 * assertEquals(layer.forward(tensor([[[1], [2], [3]]])).shape, [1, 3, 4]);
 * ```
 */
export class SimpleRNN extends Recurrent<RecurrentState> {
  /** The options that it was made with. */
  readonly options: SimpleRNNOptions;

  /**
   * Chooses size and activation.
   *
   * @param units The number of units
   * @param options See {@link SimpleRNNOptions}
   * @throws {RangeError} When a count is not a positive whole number, or there is no such activation
   */
  constructor(units: number, options: SimpleRNNOptions = {}) {
    super(new SimpleRNNCell(units, options), options);
    this.options = options;
  }

  /** A layer made with the same options, with weights of its own. */
  override another(): SimpleRNN {
    return new SimpleRNN(this.units, this.options);
  }
}
