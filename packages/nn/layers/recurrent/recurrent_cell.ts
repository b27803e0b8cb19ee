/**
 * What one step of every recurrent layer has.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { concat, matmul, ShapeError, transpose, Variable, zeros } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import { zerosInitializer } from "../../initializers/constant.ts";
import type { Initializer } from "../../initializers/initializer.ts";
import { orthogonalInitializer } from "../../initializers/orthogonal.ts";
import { glorotUniform } from "../../initializers/uniform.ts";
import { Module } from "../../module.ts";
import type { RecurrentState } from "./recurrent_state.ts";
import { checkState } from "./recurrent_state.ts";

/** Goes one step: from the product of an input with its weights, biases included, and a state to the next state. */
export type RecurrentStep<State extends RecurrentState> = (inputProduct: Tensor, state: State) => State;

/** How a recurrent cell is made. Initialisers are asked for each gate by itself. */
export interface RecurrentCellOptions {
  /** The number of features of an input; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** Whether there are biases. @default true */
  readonly useBias?: boolean;
  /** First weights of inputs, `[M, D]` a gate. @default glorotUniform */
  readonly inputInitializer?: Initializer;
  /** First weights of the hidden state, `[M, M]` a gate. @default orthogonalInitializer() */
  readonly hiddenInitializer?: Initializer;
  /** First biases, `[M]` a gate. @default zerosInitializer */
  readonly biasInitializer?: Initializer;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/**
 * One step of a recurrent network: an input and a state give the next state. 循环单元
 *
 * A cell says how many gates it has, what its state is called, and how a step is gone; this class holds the weights, those of all gates in
 * one matrix, gate by gate.
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, D]` |
 * | each tensor of the state | `[N, M]` |
 * | `inputWeight` | `[G M, D]`, for G gates |
 * | `hiddenWeight` | `[G M, M]` |
 * | `inputBias`, `hiddenBias` | `[G M]`; two of them, as in PyTorch, so that weights and training can be taken over |
 *
 * @example A cell that adds its inputs up
 * ```ts
 * import { onesInitializer, RecurrentCell } from "@chainrule/nn";
 * import type { RecurrentState, RecurrentStep } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * class Sum extends RecurrentCell<RecurrentState> {
 *   readonly stateNames = ["hidden"] as const;
 *   stepFunction = (): RecurrentStep<RecurrentState> => (product, { hidden }) => ({ hidden: hidden.add(product) });
 * }
 * const cell = new Sum(1, 1, { inputInitializer: onesInitializer });
 * assertEquals(cell.forward(tensor([[3]]), cell.forward(tensor([[2]]))).hidden.toArray(), [[5]]);
 * ```
 */
export abstract class RecurrentCell<State extends RecurrentState> extends Module {
  /** The number of units. */
  readonly units: number;
  /** The number of gates, the candidate included. */
  readonly gates: number;
  /** The options that it was made with. */
  readonly options: RecurrentCellOptions;
  /** The weights of inputs, once built. */
  inputWeight: Variable | null = null;
  /** The weights of the hidden state, once built. */
  hiddenWeight: Variable | null = null;
  /** The bias beside the inputs, once built, if there is one. */
  inputBias: Variable | null = null;
  /** The bias beside the hidden state, once built, if there is one. */
  hiddenBias: Variable | null = null;

  /**
   * Chooses the size.
   *
   * @param gates The number of gates, the candidate included
   * @param units The number of units
   * @param options See {@link RecurrentCellOptions}
   * @throws {RangeError} When a count is not a positive whole number
   */
  constructor(gates: number, units: number, options: RecurrentCellOptions = {}) {
    super();
    checkCount(`make ${this.name}`, "units", units);
    if (options.inputDim !== undefined) checkCount(`make ${this.name}`, "inputDim", options.inputDim);
    this.units = units;
    this.gates = gates;
    this.options = options;
  }

  /** The names of the tensors that its state has. */
  abstract get stateNames(): readonly (keyof State & string)[];

  /**
   * The function that goes one step. What all steps of a sequence share, such as a part of the weights, it computes here, once.
   *
   * @returns A function from a product, as `inputProduct` gives it, and a state to the next state
   */
  abstract stepFunction(): RecurrentStep<State>;

  /** The shape of an input with one sample, where `inputDim` was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Makes weights and biases for inputs of shape `[N, D]`. */
  protected override build(inputShape: Shape): void {
    this.checkInput(inputShape);
    const { inputInitializer = glorotUniform, hiddenInitializer = orthogonalInitializer() } = this.options;
    const { useBias = true, biasInitializer = zerosInitializer } = this.options;
    const { units } = this;
    this.inputWeight = this.#variable("inputWeight", [units, inputShape[1]!], () => inputInitializer);
    this.hiddenWeight = this.#variable("hiddenWeight", [units, units], () => hiddenInitializer);
    if (!useBias) return;
    this.inputBias = this.#variable("inputBias", [units], (gate) => this.biasInitializerOf(gate) ?? biasInitializer);
    if (this.hasHiddenBias) this.hiddenBias = this.#variable("hiddenBias", [units], () => biasInitializer);
  }

  /** First biases beside the inputs of one gate, where the options do not decide. */
  protected biasInitializerOf(_gate: number): Initializer | null {
    return null;
  }

  /** Whether the hidden state has a bias of its own. */
  protected get hasHiddenBias(): boolean {
    return true;
  }

  /** What is added to the products of inputs, shape `[G M]`, or null. */
  protected productBias(): Tensor | null {
    const { inputBias, hiddenBias } = this;
    return inputBias === null ? null : hiddenBias === null ? inputBias.value : inputBias.value.add(hiddenBias);
  }

  /**
   * The share of inputs in the net inputs of all gates. It does not depend on the state, so one product does for all steps.
   *
   * @param x The inputs of one step, or of several, shape `[N, D]`
   * @returns Shape `[N, G M]`
   * @throws {ShapeError} When the input is not a matrix with D columns
   */
  inputProduct(x: Tensor): Tensor {
    this.checkInput(x.shape);
    this.ensureBuilt(x.shape);
    const product = matmul(x, transpose(this.inputWeight!));
    const bias = this.productBias();
    return bias === null ? product : product.add(bias);
  }

  /**
   * The state to start from.
   *
   * @param samples The number of samples, N
   * @returns Zeros, shape `[N, M]`, for each name
   */
  zeroState(samples: number): State {
    const zero = zeros([samples, this.units], this.dtype);
    return Object.fromEntries(this.stateNames.map((name) => [name, zero])) as unknown as State;
  }

  /**
   * One step.
   *
   * @param x The inputs, shape `[N, D]`
   * @param state The state before. @default zeros
   * @returns The state after; its `hidden` is the output
   * @throws {ShapeError} When the input is not a matrix with D columns, or the state has another shape than `[N, M]`
   */
  forward(x: Tensor, state?: State): State {
    this.checkInput(x.shape);
    const [samples] = x.shape as [number];
    if (state !== undefined) {
      checkState(state, [samples, this.units], { layer: this.name, what: "state", names: this.stateNames });
    }
    const product = this.inputProduct(x);
    return this.stepFunction()(product, state ?? this.zeroState(samples));
  }

  /** Throws unless an input of this shape can be taken. */
  protected checkInput(shape: Shape): void {
    const inputs = this.inputWeight?.shape[1] ?? this.options.inputDim;
    if (shape.length === 2 && (inputs === undefined || shape[1] === inputs)) return;
    throw new ShapeError(
      this.name,
      [shape],
      `Cannot apply ${this.name} as its input must have shape [N, ${inputs ?? "D"}]`,
    );
  }

  #variable(name: string, shape: Shape, initializerOf: (gate: number) => Initializer): Variable {
    const context = { random: this.random, dtype: this.dtype };
    const parts = Array.from({ length: this.gates }, (_, gate) => initializerOf(gate)(shape, context));
    return new Variable(concat(parts, 0), { name });
  }
}
