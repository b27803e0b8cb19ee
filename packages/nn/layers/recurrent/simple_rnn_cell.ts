/**
 * One step of a simple recurrent network.
 *
 * @module
 */
import { activationFromName } from "@chainrule/activations";
import type { ActivationName } from "@chainrule/activations";
import type { Tensor } from "@chainrule/tensor";
import { matmul, transpose } from "@chainrule/tensor";
import type { RecurrentCellOptions, RecurrentStep } from "./recurrent_cell.ts";
import { RecurrentCell } from "./recurrent_cell.ts";
import type { RecurrentState } from "./recurrent_state.ts";

/** How a {@link SimpleRNNCell} is made. */
export interface SimpleRNNCellOptions extends RecurrentCellOptions {
  /** What the net input goes through: a name, or a function of one's own. @default "tanh" */
  readonly activation?: ActivationName | ((z: Tensor) => Tensor);
}

/**
 * One step of a simple recurrent network, Elman's network. 简单循环单元
 *
 * Formula (§6.2): `h' = f(W x + b + U h + b')`
 *
 * | what | shape |
 * | --- | --- |
 * | input x | `[N, D]` |
 * | `hidden` h | `[N, M]` |
 * | `inputWeight` W | `[M, D]` |
 * | `hiddenWeight` U | `[M, M]` |
 * | `inputBias` b, `hiddenBias` b' | `[M]` |
 *
 * Source: Elman (1990), Finding Structure in Time.
 *
 * @example Two steps
 * ```ts
 * import { SimpleRNNCell } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const cell = new SimpleRNNCell(3, { activation: "relu" });
 * const first = cell.forward(tensor([[1, 2]]));
 * assertEquals(cell.forward(tensor([[3, 4]]), first).hidden.shape, [1, 3]);
 * ```
 */
export class SimpleRNNCell extends RecurrentCell<RecurrentState> {
  /** The options that it was made with. */
  declare readonly options: SimpleRNNCellOptions;
  readonly #activation: (z: Tensor) => Tensor;

  /**
   * Chooses size and activation.
   *
   * @param units The number of units
   * @param options See {@link SimpleRNNCellOptions}
   * @throws {RangeError} When a count is not a positive whole number, or there is no such activation
   */
  constructor(units: number, options: SimpleRNNCellOptions = {}) {
    super(1, units, options);
    const { activation = "tanh" } = options;
    this.#activation = typeof activation === "string" ? activationFromName(activation) : activation;
  }

  /** One tensor. */
  override get stateNames(): readonly ["hidden"] {
    return ["hidden"];
  }

  /** The function that goes one step. */
  override stepFunction(): RecurrentStep<RecurrentState> {
    const weight = transpose(this.hiddenWeight!);
    return (inputProduct, { hidden }) => ({ hidden: this.#activation(inputProduct.add(matmul(hidden, weight))) });
  }
}
