/**
 * The frame that recurrent layers are written in.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { concat, permute, reshape, ShapeError, split, transpose, where } from "@chainrule/tensor";
import { checkCount } from "../../check_count.ts";
import { Module } from "../../module.ts";
import { detachState } from "./detach_state.ts";
import type { RecurrentCell } from "./recurrent_cell.ts";
import type { RecurrentRunOptions, RecurrentRunResult } from "./recurrent_run.ts";
import { checkMask } from "./recurrent_run.ts";
import type { RecurrentState } from "./recurrent_state.ts";
import { checkState } from "./recurrent_state.ts";

/** How a recurrent layer is made, whatever its cell. */
export interface RecurrentOptions {
  /** Whether `forward` gives the outputs of all steps, rather than the last one. @default false */
  readonly returnSequences?: boolean;
  /**
   * Cuts gradients between blocks of so many steps: before the steps 0, k, 2k, ... the state becomes a constant. @default gradients go through all steps
   */
  readonly truncate?: number;
}

/**
 * A layer that goes along sequences: at each step its cell makes a new state of the input and the state before. 循环层
 *
 * Formula (§6.2): `hₜ = f(hₜ₋₁, xₜ)`
 *
 * Inputs are multiplied by their weights for all steps at once; only what depends on the state is done step by step.
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, T, D]` |
 * | output | `[N, M]`: the last; with `returnSequences` all, `[N, T, M]` |
 * | mask | `[N, T]`, truth values |
 * | each tensor of the state | `[N, M]` |
 *
 * @example A layer with a cell of one's own
 * ```ts
 * import { Recurrent, SimpleRNNCell } from "@chainrule/nn";
 * import type { RecurrentState } from "@chainrule/nn";
 * import { ones } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * class Gentle extends Recurrent<RecurrentState> {
 *   constructor(units: number) {
 *     super(new SimpleRNNCell(units, { activation: (z) => z.tanh().mul(0.5) }));
 *   }
 *   another = (): Gentle => new Gentle(this.units);
 * }
 * assertEquals(new Gentle(4).forward(ones([2, 10, 3])).shape, [2, 4]);
 * ```
 */
export abstract class Recurrent<State extends RecurrentState> extends Module {
  /** What goes each step. */
  readonly cell: RecurrentCell<State>;
  /** Whether `forward` gives the outputs of all steps. */
  readonly returnSequences: boolean;
  /** The number of steps that gradients go back at most, if there is one. */
  readonly truncate: number | null;

  /**
   * Takes a cell along sequences.
   *
   * @param cell What goes each step
   * @param options See {@link RecurrentOptions}
   * @throws {RangeError} When `truncate` is not a positive whole number
   */
  constructor(cell: RecurrentCell<State>, options: RecurrentOptions = {}) {
    super();
    const { returnSequences = false, truncate = null } = options;
    if (truncate !== null) checkCount(`make ${this.name}`, "truncate", truncate);
    this.cell = cell;
    this.returnSequences = returnSequences;
    this.truncate = truncate;
  }

  /** A layer made with the same options, with weights of its own: the other direction of `Bidirectional`. */
  abstract another(): Recurrent<State>;

  /** The number of units. */
  get units(): number {
    return this.cell.units;
  }

  /** The shape of an input with one sample of one step, where `inputDim` was given. */
  override get knownInputShape(): Shape | null {
    const { inputDim } = this.cell.options;
    return inputDim === undefined ? null : [1, 1, inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.cell.dtype;
  }

  /** Builds the cell for inputs of shape `[N, T, D]`. */
  protected override build(inputShape: Shape): void {
    this.#checkInput(inputShape);
    this.cell.ensureBuilt([inputShape[0]!, inputShape[2]!]);
  }

  /**
   * The output of the last step, or of all of them if the layer was made with `returnSequences`.
   *
   * @param x Shape `[N, T, D]`
   * @param options An initial state, a mask, a direction
   * @returns Shape `[N, M]`, or `[N, T, M]`
   * @throws {ShapeError} When the input, the initial state or the mask has another shape than it must have
   * @throws {TypeError} When the mask has no truth values, or the state lacks a tensor
   */
  forward(x: Tensor, options: RecurrentRunOptions<State> = {}): Tensor {
    const states = this.#statesOf(x, options);
    return this.returnSequences ? outputsOf(states, options) : states.at(-1)!.hidden;
  }

  /**
   * Outputs of all steps, and the state to go on from.
   *
   * @param x Shape `[N, T, D]`
   * @param options An initial state, a mask, a direction
   * @returns Outputs `[N, T, M]`, and the state after the step that was gone last
   * @throws {ShapeError} When the input, the initial state or the mask has another shape than it must have
   * @throws {TypeError} When the mask has no truth values, or the state lacks a tensor
   *
   * @example In two pieces as in one
   * ```ts
   * import { GRU } from "@chainrule/nn";
   * import { Random } from "@chainrule/tensor";
   * import { assertEquals } from "@std/assert";
   *
   * const layer = new GRU(4);
   * const x = new Random(0).normal([2, 6, 3]);
   * const { state } = layer.run(x.slice([0, 0], [2, 4]));
   * const { outputs } = layer.run(x.slice([0, 4]), { initialState: state });
   * assertEquals(outputs.toArray(), layer.run(x).outputs.slice([0, 4]).toArray());
   * ```
   */
  run(x: Tensor, options: RecurrentRunOptions<State> = {}): RecurrentRunResult<State> {
    const states = this.#statesOf(x, options);
    return { outputs: outputsOf(states, options), state: states.at(-1)! };
  }

  /** The state after each step, in the order in which they are gone. */
  #statesOf(x: Tensor, { initialState, mask, backwards = false }: RecurrentRunOptions<State>): State[] {
    this.#checkInput(x.shape);
    const [samples, steps, inputs] = x.shape as [number, number, number];
    if (initialState !== undefined) {
      const asked = { layer: this.name, what: "initial state", names: this.cell.stateNames };
      checkState(initialState, [samples, this.units], asked);
    }
    if (mask !== undefined) checkMask(this.name, mask, [samples, steps]);
    this.ensureBuilt(x.shape);
    const rows = reshape(permute(x, [1, 0, 2]), [steps * samples, inputs]);
    const products = split(this.cell.inputProduct(rows), steps);
    const masks = mask === undefined ? null : split(reshape(transpose(mask), [steps * samples, 1]), steps);
    const step = this.cell.stepFunction();
    let state = initialState ?? this.cell.zeroState(samples);
    return Array.from({ length: steps }, (_, gone) => {
      const t = backwards ? steps - 1 - gone : gone;
      if (this.truncate !== null && gone % this.truncate === 0) state = detachState(state);
      const next = step(products[t]!, state);
      return state = masks === null ? next : this.#chosen(masks[t]!, next, state);
    });
  }

  /** The new state where the mask holds, the old one elsewhere. */
  #chosen(mask: Tensor, next: State, before: State): State {
    const parts = this.cell.stateNames.map((name) => [name, where(mask, next[name] as Tensor, before[name] as Tensor)]);
    return Object.fromEntries(parts) as State;
  }

  #checkInput(shape: Shape): void {
    const inputs = this.cell.inputWeight?.shape[1] ?? this.cell.options.inputDim;
    const [, steps, features] = shape;
    if (shape.length === 3 && steps! > 0 && (inputs === undefined || features === inputs)) return;
    throw new ShapeError(
      this.name,
      [shape],
      `Cannot apply ${this.name} as its input must have shape [N, T, ${inputs ?? "D"}]${
        steps === 0 && shape.length === 3 ? " with at least one step" : ""
      }`,
      shape.length < 3 ? "a sequence has an axis of time: reshape one sequence to [1, T, D]" : undefined,
    );
  }
}

/** What is shown of the states, with an axis of time, shape `[N, T, M]`. */
function outputsOf<State extends RecurrentState>(
  states: readonly State[],
  { backwards }: RecurrentRunOptions<State>,
): Tensor {
  const hidden = states.map((state) => state.hidden);
  const [samples, units] = hidden[0]!.shape as [number, number];
  const rows = concat(backwards ? hidden.toReversed() : hidden);
  return permute(reshape(rows, [hidden.length, samples, units]), [1, 0, 2]);
}
