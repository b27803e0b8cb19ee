/**
 * One step of long short-term memory.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { matmul, sigmoid, split, tanh, transpose } from "@chainrule/tensor";
import { constantInitializer } from "../../initializers/constant.ts";
import type { Initializer } from "../../initializers/initializer.ts";
import type { RecurrentCellOptions, RecurrentStep } from "./recurrent_cell.ts";
import { RecurrentCell } from "./recurrent_cell.ts";
import type { RecurrentState } from "./recurrent_state.ts";

/** What long short-term memory remembers. */
export interface LSTMState extends RecurrentState {
  /** The memory that gates write to and read from, shape `[N, M]`. */
  readonly cell: Tensor;
}

/** How an {@link LSTMCell} is made. */
export interface LSTMCellOptions extends RecurrentCellOptions {
  /** The first bias of the forget gate: above 0, a new network remembers before it has learnt to. @default 1 */
  readonly forgetBias?: number;
}

/** The place of the forget gate among the four. */
const forgetGate = 1;

/**
 * One step of long short-term memory: gates decide what is written into a memory, what stays in it and what is shown of it. 长短期记忆单元
 *
 * Formula (§6.6.1): with `[i, f, g, o]` the four parts of `W x + b + U h + b'`,
 * `c' = σ(f) c + σ(i) tanh(g)` and `h' = σ(o) tanh(c')`
 *
 * | what | shape |
 * | --- | --- |
 * | input x | `[N, D]` |
 * | `hidden` h, `cell` c | `[N, M]` |
 * | `inputWeight` W | `[4M, D]`: input gate, forget gate, candidate, output gate, as in PyTorch |
 * | `hiddenWeight` U | `[4M, M]` |
 * | `inputBias` b, `hiddenBias` b' | `[4M]` |
 *
 * Sources: Hochreiter and Schmidhuber (1997), Long Short-Term Memory; the forget gate and its bias: Gers, Schmidhuber and Cummins (2000),
 * Learning to Forget.
 *
 * @example Two steps
 * ```ts
 * import { LSTMCell } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const cell = new LSTMCell(3);
 * const first = cell.forward(tensor([[1, 2]]));
 * const second = cell.forward(tensor([[3, 4]]), first);
 * assertEquals([second.hidden.shape, second.cell.shape], [[1, 3], [1, 3]]);
 * ```
 */
export class LSTMCell extends RecurrentCell<LSTMState> {
  /** The options that it was made with. */
  declare readonly options: LSTMCellOptions;

  /**
   * Chooses the size.
   *
   * @param units The number of units
   * @param options See {@link LSTMCellOptions}
   * @throws {RangeError} When a count is not a positive whole number
   */
  constructor(units: number, options: LSTMCellOptions = {}) {
    super(4, units, options);
  }

  /** Two tensors. */
  override get stateNames(): readonly ["hidden", "cell"] {
    return ["hidden", "cell"];
  }

  /** The forget gate starts open. */
  protected override biasInitializerOf(gate: number): Initializer | null {
    return gate === forgetGate ? constantInitializer(this.options.forgetBias ?? 1) : null;
  }

  /** The function that goes one step. */
  override stepFunction(): RecurrentStep<LSTMState> {
    const weight = transpose(this.hiddenWeight!);
    return (inputProduct, { hidden, cell }) => {
      const net = inputProduct.add(matmul(hidden, weight));
      const [input, forget, candidate, output] = split(net, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
      const kept = sigmoid(forget).mul(cell).add(sigmoid(input).mul(tanh(candidate)));
      return { hidden: sigmoid(output).mul(tanh(kept)), cell: kept };
    };
  }
}
