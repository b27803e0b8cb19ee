/**
 * Gated recurrent units.
 *
 * @module
 */
import type { GRUCellOptions } from "./gru_cell.ts";
import { GRUCell } from "./gru_cell.ts";
import type { RecurrentOptions } from "./recurrent.ts";
import { Recurrent } from "./recurrent.ts";
import type { RecurrentState } from "./recurrent_state.ts";

/** How a {@link GRU} is made. */
export interface GRUOptions extends GRUCellOptions, RecurrentOptions {}

/**
 * Gated recurrent units: a recurrent layer with two gates and no memory beside its output. 门控循环单元网络
 *
 * Formula (§6.6.2), at each step: `h' = z h + (1 − z) n`, with reset gate r, update gate z and candidate n as {@link GRUCell} has them; its
 * `resetGate` says whether r acts after the product with Uₙ, as in PyTorch, or before it, as in the book.
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, T, D]` |
 * | `cell.inputWeight` W | `[3M, D]`: reset gate, update gate, candidate, as in PyTorch |
 * | `cell.hiddenWeight` U | `[3M, M]` |
 * | `cell.inputBias` b | `[3M]` |
 * | `cell.hiddenBias` b' | `[3M]`; only where the reset gate acts after the product |
 * | output | `[N, M]`, or `[N, T, M]` with `returnSequences` |
 * | state `hidden` | `[N, M]` |
 *
 * Source: Cho et al. (2014), Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation.
 *
 * @example The form of the book
 * ```ts
 * import { GRU } from "@chainrule/nn";
 * import { ones } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new GRU(4, { resetGate: "beforeProduct", returnSequences: true });
 * assertEquals(layer.forward(ones([2, 10, 3])).shape, [2, 10, 4]);
 * ```
 */
export class GRU extends Recurrent<RecurrentState> {
  /** The options that it was made with. */
  readonly options: GRUOptions;

  /**
   * Chooses size and form.
   *
   * @param units The number of units
   * @param options See {@link GRUOptions}
   * @throws {RangeError} When a count is not a positive whole number, or there is no such place for the reset gate
   */
  constructor(units: number, options: GRUOptions = {}) {
    super(new GRUCell(units, options), options);
    this.options = options;
  }

  /** A layer made with the same options, with weights of its own. */
  override another(): GRU {
    return new GRU(this.units, this.options);
  }
}
