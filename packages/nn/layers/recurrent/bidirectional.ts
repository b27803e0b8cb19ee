/**
 * Reading sequences in both directions.
 *
 * @module
 */
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import { concat } from "@chainrule/tensor";
import { Module } from "../../module.ts";
import type { Recurrent } from "./recurrent.ts";
import type { RecurrentRunResult } from "./recurrent_run.ts";
import type { RecurrentState } from "./recurrent_state.ts";

/** How the outputs of both directions become one. */
export type BidirectionalMerge = "concat" | "sum";

const merges: Readonly<Record<BidirectionalMerge, (ahead: Tensor, back: Tensor) => Tensor>> = {
  concat: (ahead, back) => concat([ahead, back], -1),
  sum: (ahead, back) => ahead.add(back),
};

/** How a {@link Bidirectional} layer is made. */
export interface BidirectionalOptions {
  /** How the outputs of both directions become one. @default "concat" */
  readonly merge?: BidirectionalMerge;
}

/** The states of both directions. */
export interface BidirectionalState<State extends RecurrentState> {
  /** Of the layer that reads from the first step to the last. */
  readonly ahead: State;
  /** Of the layer that reads from the last step to the first. */
  readonly back: State;
}

/** What one run in both directions may depend on, besides the sequences. */
export interface BidirectionalRunOptions<State extends RecurrentState> {
  /** The states to start from. @default zeros */
  readonly initialState?: BidirectionalState<State>;
  /** Which steps count, truth values of shape `[N, T]`; each direction starts at the first one of these that it meets. @default all */
  readonly mask?: Tensor;
}

/**
 * Two recurrent layers of one kind, one that reads sequences from the first step to the last, and one that reads them from the last to the first. 双向循环神经网络
 *
 * Formula (§6.7.2): `yₜ = [aheadₜ; backₜ]`, or their sum
 *
 * | what | shape |
 * | --- | --- |
 * | input | `[N, T, D]` |
 * | output | `[N, 2M]`: each direction after its last step; if the layer gives sequences, `[N, T, 2M]`; M instead of 2M for sums |
 * | mask | `[N, T]` |
 *
 * Source: Schuster and Paliwal (1997), Bidirectional Recurrent Neural Networks.
 *
 * @example Each step knows what comes before and after
 * ```ts
 * import { Bidirectional, LSTM } from "@chainrule/nn";
 * import { ones } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const layer = new Bidirectional(new LSTM(4, { returnSequences: true }));
 * assertEquals(layer.forward(ones([2, 10, 3])).shape, [2, 10, 8]);
 * ```
 */
export class Bidirectional<State extends RecurrentState> extends Module {
  /** Reads from the first step to the last. */
  readonly ahead: Recurrent<State>;
  /** Reads from the last step to the first. */
  readonly back: Recurrent<State>;
  readonly #merge: (ahead: Tensor, back: Tensor) => Tensor;

  /**
   * Makes a second layer like the first.
   *
   * @param layer The layer that reads from the first step to the last
   * @param options See {@link BidirectionalOptions}
   * @throws {RangeError} When there is no such way to merge
   */
  constructor(layer: Recurrent<State>, options: BidirectionalOptions = {}) {
    super();
    const { merge = "concat" } = options;
    if (!Object.hasOwn(merges, merge)) {
      throw new RangeError(
        `Cannot make Bidirectional as merge must be one of ${
          Object.keys(merges).join(", ")
        }: current merge is ${merge}`,
      );
    }
    this.ahead = layer;
    this.back = layer.another();
    this.#merge = merges[merge];
  }

  /** What its layers know. */
  override get knownInputShape(): Shape | null {
    return this.ahead.knownInputShape;
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.ahead.dtype;
  }

  /** Builds both layers for inputs of shape `[N, T, D]`. */
  protected override build(inputShape: Shape): void {
    this.ahead.ensureBuilt(inputShape);
    this.back.ensureBuilt(inputShape);
  }

  /**
   * What both directions give, merged.
   *
   * @param x Shape `[N, T, D]`
   * @param options Initial states, a mask
   * @returns Each direction after its last step, or both at all steps if the layer gives sequences
   * @throws {ShapeError} When the input, an initial state or the mask has another shape than it must have
   */
  forward(x: Tensor, options: BidirectionalRunOptions<State> = {}): Tensor {
    this.ensureBuilt(x.shape);
    const [ahead, back] = optionsOf(options);
    return this.#merge(this.ahead.forward(x, ahead), this.back.forward(x, back));
  }

  /**
   * Outputs of all steps, and the states of both directions after their last steps.
   *
   * @param x Shape `[N, T, D]`
   * @param options Initial states, a mask
   * @returns Outputs `[N, T, 2M]`, or `[N, T, M]` for sums, and states
   * @throws {ShapeError} When the input, an initial state or the mask has another shape than it must have
   */
  run(x: Tensor, options: BidirectionalRunOptions<State> = {}): RecurrentRunResult<BidirectionalState<State>> {
    this.ensureBuilt(x.shape);
    const [aheadOptions, backOptions] = optionsOf(options);
    const [ahead, back] = [this.ahead.run(x, aheadOptions), this.back.run(x, backOptions)];
    return {
      outputs: this.#merge(ahead.outputs, back.outputs),
      state: { ahead: ahead.state, back: back.state },
    };
  }
}

/** What each direction is told. */
function optionsOf<State extends RecurrentState>({ initialState, mask }: BidirectionalRunOptions<State>) {
  const shared = { ...(mask && { mask }) };
  return [
    { ...shared, ...(initialState && { initialState: initialState.ahead }) },
    { ...shared, ...(initialState && { initialState: initialState.back }), backwards: true },
  ] as const;
}
