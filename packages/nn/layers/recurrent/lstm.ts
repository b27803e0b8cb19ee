/**
 * Long short-term memory.
 *
 * @module
 */
import type { LSTMCellOptions, LSTMState } from "./lstm_cell.ts";
import { LSTMCell } from "./lstm_cell.ts";
import type { RecurrentOptions } from "./recurrent.ts";
import { Recurrent } from "./recurrent.ts";

/** How an {@link LSTM} is made. */
export interface LSTMOptions extends LSTMCellOptions, RecurrentOptions {}

/**
 * Long short-term memory: a recurrent layer whose gates keep what it has seen, and its gradient, over many steps. 长短期记忆网络
 *
 * Formula (§6.6.1), at each step: with `[i, f, g, o]` the four parts of `W x + b + U h + b'`,
 * `c' = σ(f) c + σ(i) tanh(g)` and `h' = σ(o) tanh(c')`
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, T, D]` |
 * | `cell.inputWeight` W | `[4M, D]`: input gate, forget gate, candidate, output gate, as in PyTorch |
 * | `cell.hiddenWeight` U | `[4M, M]` |
 * | `cell.inputBias` b, `cell.hiddenBias` b' | `[4M]` |
 * | output | `[N, M]`, or `[N, T, M]` with `returnSequences` |
 * | state `hidden`, `cell` | `[N, M]` |
 *
 * Sources: Hochreiter and Schmidhuber (1997), Long Short-Term Memory; the forget gate and its bias: Gers, Schmidhuber and Cummins (2000),
 * Learning to Forget.
 *
 * @example Two layers that read sequences, and one output for each sequence
 * ```ts
 * import { Dense, LSTM, Sequential } from "@chainrule/nn";
 * import { ones } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const model = new Sequential([new LSTM(8, { returnSequences: true }), new LSTM(8), new Dense(1)]);
 * assertEquals(model.forward(ones([2, 10, 3])).shape, [2, 1]);
 * ```
 */
export class LSTM extends Recurrent<LSTMState> {
  /** The options that it was made with. */
  readonly options: LSTMOptions;

  /**
   * Chooses the size.
   *
   * @param units The number of units
   * @param options See {@link LSTMOptions}
   * @throws {RangeError} When a count is not a positive whole number
   */
  constructor(units: number, options: LSTMOptions = {}) {
    super(new LSTMCell(units, options), options);
    this.options = options;
  }

  /** A layer made with the same options, with weights of its own. */
  override another(): LSTM {
    return new LSTM(this.units, this.options);
  }
}
