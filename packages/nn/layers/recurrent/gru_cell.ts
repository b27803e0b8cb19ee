/**
 * One step of a gated recurrent unit.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { concat, matmul, sigmoid, slice, split, sub, tanh, transpose, zeros } from "@chainrule/tensor";
import type { RecurrentCellOptions, RecurrentStep } from "./recurrent_cell.ts";
import { RecurrentCell } from "./recurrent_cell.ts";
import type { RecurrentState } from "./recurrent_state.ts";

/** Where the reset gate acts: on the hidden state's product with the weights of the candidate, or on the hidden state before that product. */
export type ResetGate = "afterProduct" | "beforeProduct";

const resetGates: readonly ResetGate[] = ["afterProduct", "beforeProduct"];

/** How a {@link GRUCell} is made. */
export interface GRUCellOptions extends RecurrentCellOptions {
  /** Where the reset gate acts: after the product, as in PyTorch, or before it, as in the book. @default "afterProduct" */
  readonly resetGate?: ResetGate;
}

/**
 * One step of a gated recurrent unit: one gate mixes old and new, another decides how much of the old the new may see. 门控循环单元
 *
 * Formula (§6.6.2): `r = σ(Wᵣ x + bᵣ + Uᵣ h + b'ᵣ)`, `z = σ(W_z x + b_z + U_z h + b'_z)`, `h' = z h + (1 − z) n` with the candidate
 *
 * - `n = tanh(Wₙ x + bₙ + r (Uₙ h + b'ₙ))` for `resetGate: "afterProduct"`, as in PyTorch and cuDNN: one product a step;
 * - `n = tanh(Wₙ x + bₙ + Uₙ (r h))` for `resetGate: "beforeProduct"`, as in the book and the paper: two products a step, one bias.
 *
 * In both the update gate z keeps the old state, as in the book.
 *
 * | what | shape |
 * | --- | --- |
 * | input x | `[N, D]` |
 * | `hidden` h | `[N, M]` |
 * | `inputWeight` W | `[3M, D]`: reset gate, update gate, candidate, as in PyTorch |
 * | `hiddenWeight` U | `[3M, M]` |
 * | `inputBias` b | `[3M]` |
 * | `hiddenBias` b' | `[3M]`; only for `"afterProduct"` |
 *
 * Source: Cho et al. (2014), Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation.
 *
 * @example Two steps
 * ```ts
 * import { GRUCell } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const cell = new GRUCell(3, { resetGate: "beforeProduct" });
 * const first = cell.forward(tensor([[1, 2]]));
 * assertEquals(cell.forward(tensor([[3, 4]]), first).hidden.shape, [1, 3]);
 * ```
 */
export class GRUCell extends RecurrentCell<RecurrentState> {
  /** The options that it was made with. */
  declare readonly options: GRUCellOptions;

  /**
   * Chooses size and form.
   *
   * @param units The number of units
   * @param options See {@link GRUCellOptions}
   * @throws {RangeError} When a count is not a positive whole number, or there is no such place for the reset gate
   */
  constructor(units: number, options: GRUCellOptions = {}) {
    super(3, units, options);
    const { resetGate = "afterProduct" } = options;
    if (resetGates.includes(resetGate)) return;
    throw new RangeError(
      `Cannot make ${this.name} as resetGate must be one of ${
        resetGates.join(", ")
      }: current resetGate is ${resetGate}`,
    );
  }

  /** One tensor. */
  override get stateNames(): readonly ["hidden"] {
    return ["hidden"];
  }

  /** Beside a reset state there is no second bias. */
  protected override get hasHiddenBias(): boolean {
    return this.options.resetGate !== "beforeProduct";
  }

  /** The second bias of the candidate is reset, too; those of the gates can be added at once. */
  protected override productBias(): Tensor | null {
    const { inputBias, hiddenBias, units } = this;
    if (hiddenBias === null) return inputBias?.value ?? null;
    return inputBias!.value.add(concat([slice(hiddenBias, [0], [2 * units]), zeros([units], this.dtype)]));
  }

  /** The function that goes one step. */
  override stepFunction(): RecurrentStep<RecurrentState> {
    return this.options.resetGate === "beforeProduct" ? this.#resetBefore() : this.#resetAfter();
  }

  #resetAfter(): RecurrentStep<RecurrentState> {
    const { units, hiddenBias } = this;
    const weight = transpose(this.hiddenWeight!);
    const bias = hiddenBias === null ? 0 : slice(hiddenBias, [2 * units]);
    return (inputProduct, { hidden }) => {
      const [ofReset, ofUpdate, ofCandidate] = thirds(inputProduct);
      const [hiddenReset, hiddenUpdate, hiddenCandidate] = thirds(matmul(hidden, weight));
      const reset = sigmoid(ofReset.add(hiddenReset));
      const candidate = tanh(ofCandidate.add(reset.mul(hiddenCandidate.add(bias))));
      return { hidden: mixed(sigmoid(ofUpdate.add(hiddenUpdate)), hidden, candidate) };
    };
  }

  #resetBefore(): RecurrentStep<RecurrentState> {
    const { units } = this;
    const [gateWeight, candidateWeight] = split(this.hiddenWeight!, [2 * units, units]) as [Tensor, Tensor];
    const [ofGates, ofHidden] = [transpose(gateWeight), transpose(candidateWeight)];
    return (inputProduct, { hidden }) => {
      const [inputGates, inputCandidate] = split(inputProduct, [2 * units, units], 1) as [Tensor, Tensor];
      const [reset, update] = split(sigmoid(inputGates.add(matmul(hidden, ofGates))), 2, 1) as [Tensor, Tensor];
      const candidate = tanh(inputCandidate.add(matmul(reset.mul(hidden), ofHidden)));
      return { hidden: mixed(update, hidden, candidate) };
    };
  }
}

function thirds(x: Tensor): [Tensor, Tensor, Tensor] {
  return split(x, 3, 1) as [Tensor, Tensor, Tensor];
}

function mixed(update: Tensor, old: Tensor, candidate: Tensor): Tensor {
  return update.mul(old).add(sub(1, update).mul(candidate));
}
