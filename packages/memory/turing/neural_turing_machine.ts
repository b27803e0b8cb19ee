/**
 * The neural Turing machine.
 *
 * @module
 */
import { softmax } from "@chainrule/activations";
import { Dense, Module } from "@chainrule/nn";
import type { DType, Shape, Tensor } from "@chainrule/tensor";
import {
  broadcastTo,
  concat,
  full,
  reshape,
  scope,
  ShapeError,
  slice,
  split,
  stack,
  tanh,
  tensor,
  Variable,
  zeros,
} from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { checkAxes } from "./check_axes.ts";
import type { Controller, ControllerName } from "./controller.ts";
import { controllerNamed } from "./controller.ts";
import { headSignals, signalCount } from "./head_signals.ts";
import type { HeadSizes } from "./head_signals.ts";
import { headWeights } from "./head_weights.ts";
import { readMemory } from "./read_memory.ts";
import type { TuringRun, TuringState, TuringStep } from "./turing_state.ts";
import { writeMemory } from "./write_memory.ts";

/** How a {@link NeuralTuringMachine} is made. */
export interface NeuralTuringMachineOptions {
  /** D, the number of features of an input; left out, it is taken from the first input. */
  readonly inputDim?: number;
  /** O, the number of outputs at a step. */
  readonly outputDim: number;
  /** Whether the controller has a memory of its own. @default "lstm" */
  readonly controller?: ControllerName;
  /** M, the number of units of the controller. @default 100 */
  readonly controllerUnits?: number;
  /** S, the number of slots of the memory. @default 128 */
  readonly memorySlots?: number;
  /** W, the numbers in a slot. @default 20 */
  readonly slotSize?: number;
  /** How many heads read, and how many write. @default one of each */
  readonly heads?: { readonly read?: number; readonly write?: number };
  /** r, how many slots a head can move at a step. @default 1 */
  readonly shiftRange?: number;
  /**
   * How far the first slot is ahead of the others, in the exponent of a softmax, before anything is learnt: where every head begins. With 0,
   * attention is even at first, and to tell one slot from another has to be learnt, too, which takes many times as long. @default 10
   */
  readonly initialFocus?: number;
  /** The dtype of the parameters. @default "float32" */
  readonly dtype?: DType;
}

/** What is in each place of the memory at first. */
const blank = 1e-6;

/** What errors say cannot be done. */
const action = "apply NeuralTuringMachine";

/**
 * A neural Turing machine: a network, the controller, that writes to a memory and reads from it through heads, each of which attends to
 * some of its slots. Everything is differentiable, so it learns programs such as copying from examples. 神经图灵机
 *
 * Formula, for each step (§4.2.2):
 *
 * - `h = controller([x, r₋₁])`, and the signals of all heads from `h`
 * - `w = headWeights(M₋₁, w₋₁, signals)` for each head
 * - `r = w M₋₁` for heads that read; `M = M₋₁ ∘ (1 − w eᵀ) + w aᵀ` for heads that write
 * - `y = V [h, r] + b`
 *
 * | what | shape |
 * | --- | --- |
 * | input x | `[N, T, D]` |
 * | output y | `[N, T, O]`: net inputs, for `sigmoidCrossEntropy` and the like |
 * | `controller` | an `LSTMCell`, or a layer of tanh units |
 * | `signals` | a `Dense` layer from `[N, M]` to all that the heads go by |
 * | `readout` | a `Dense` layer from `[N, M + R W]` to `[N, O]` |
 * | `initialReads` | `[R, W]`: the first r is its tanh |
 * | `initialWeights` | `[H, S]`: the first w is its softmax |
 *
 * for N samples, T steps, M units, S slots of W numbers, and H heads, of which R read. The memory starts with 10⁻⁶ everywhere. Heads go by the
 * memory of the step before, and what is written at a step can be read at the next.
 *
 * Sources: Graves, Wayne and Danihelka (2014), Neural Turing Machines; the first memory: Collier and Beel (2018), Implementing Neural Turing
 * Machines.
 *
 * @example Two sequences of five steps
 * ```ts
 * import { NeuralTuringMachine } from "@chainrule/memory";
 * import { Random } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new NeuralTuringMachine({ outputDim: 3, controllerUnits: 8, memorySlots: 6, slotSize: 4 });
 * const { outputs, writeWeights } = machine.run(new Random(0).normal([2, 5, 3]));
 * assertEquals(outputs.shape, [2, 5, 3]);
 * assertEquals(writeWeights.shape, [2, 5, 1, 6]);
 * ```
 */
export class NeuralTuringMachine extends Module {
  /** The options that it was made with. */
  readonly options: NeuralTuringMachineOptions;
  /** S, the number of slots. */
  readonly memorySlots: number;
  /** How many heads read. */
  readonly readHeads: number;
  /** How many heads write. */
  readonly writeHeads: number;
  /** What drives it. */
  readonly controller: Controller;
  /** From the controller to what the heads go by. */
  readonly signals: Dense;
  /** From the controller and what was read to the output. */
  readonly readout: Dense;
  /** What counts as read before the first step, before tanh. */
  readonly initialReads: Variable;
  /** Where heads are before the first step, before softmax. */
  readonly initialWeights: Variable;
  readonly #sizes: HeadSizes;
  /** D, once built. */
  #inputs: number | null = null;

  /**
   * Chooses sizes.
   *
   * @param options See {@link NeuralTuringMachineOptions}
   * @throws {RangeError} When a count is not a positive whole number, the shifts are more than the slots, the focus is not finite, or there
   * is no such controller
   */
  constructor(options: NeuralTuringMachineOptions) {
    super();
    const { controller = "lstm", controllerUnits = 100, memorySlots = 128, slotSize = 20, shiftRange = 1 } = options;
    const { read = 1, write = 1 } = options.heads ?? {};
    const { inputDim = 1, outputDim, initialFocus = 10, dtype = "float32" } = options;
    const counts = {
      inputDim,
      outputDim,
      controllerUnits,
      memorySlots,
      slotSize,
      "heads.read": read,
      "heads.write": write,
    };
    for (const [what, count] of Object.entries(counts)) checkCount("make NeuralTuringMachine", what, count);
    checkShiftRange(shiftRange, memorySlots);
    if (!Number.isFinite(initialFocus)) {
      throw new RangeError(
        `Cannot make NeuralTuringMachine as initialFocus must be finite: current initialFocus is ${initialFocus}`,
      );
    }
    this.options = options;
    this.memorySlots = memorySlots;
    this.readHeads = read;
    this.writeHeads = write;
    this.#sizes = { heads: read + write, writeHeads: write, slotSize, shiftRange };
    this.controller = controllerNamed(controller, controllerUnits, dtype);
    this.signals = new Dense(signalCount(this.#sizes), { inputDim: controllerUnits, dtype });
    this.readout = new Dense(outputDim, { inputDim: controllerUnits + read * slotSize, dtype });
    this.initialReads = new Variable(zeros([read, slotSize], dtype), { name: "initialReads" });
    const focus = Array.from({ length: read + write }, () => firstAhead(memorySlots, initialFocus));
    this.initialWeights = new Variable(tensor(focus, dtype), { name: "initialWeights" });
  }

  /** The shape of an input with one sample of one step, where `inputDim` was given. */
  override get knownInputShape(): Shape | null {
    return this.options.inputDim === undefined ? null : [1, 1, this.options.inputDim];
  }

  /** The dtype of the parameters. */
  override get dtype(): DType {
    return this.options.dtype ?? "float32";
  }

  /** Builds the controller for inputs of shape `[N, T, D]`. */
  protected override build(inputShape: Shape): void {
    this.#inputs = inputShape.at(-1)!;
    this.controller.ensureBuilt([1, this.#inputs + this.readHeads * this.#sizes.slotSize]);
  }

  /**
   * The outputs of all steps, from a blank memory.
   *
   * @param x Shape `[N, T, D]`, with at least one step
   * @returns Net inputs, shape `[N, T, O]`
   * @throws {ShapeError} When the input has another shape
   */
  forward(x: Tensor): Tensor {
    return this.run(x).outputs;
  }

  /**
   * The outputs of all steps, where the heads were, and the state to go on from.
   *
   * @param x Shape `[N, T, D]`, with at least one step
   * @param initialState The state to start from. @default `initialState`, a blank memory
   * @returns See {@link TuringRun}
   * @throws {ShapeError} When the input or the state has another shape than it must have
   *
   * @example In two pieces as in one
   * ```ts
   * import { NeuralTuringMachine } from "@chainrule/memory";
   * import { Random } from "@chainrule/tensor";
   * import { assertEquals } from "@std/assert";
   *
   * const machine = new NeuralTuringMachine({ outputDim: 1, controllerUnits: 4, memorySlots: 5, slotSize: 2 });
   * const x = new Random(0).normal([2, 6, 3]);
   * const { state } = machine.run(x.slice([0, 0], [2, 4]));
   * const { outputs } = machine.run(x.slice([0, 4]), state);
   * assertEquals(outputs.toArray(), machine.run(x).outputs.slice([0, 4]).toArray());
   * ```
   */
  run(x: Tensor, initialState?: TuringState): TuringRun {
    this.#checkInput(x, "N T D");
    const [samples, steps, inputs] = x.shape as [number, number, number];
    if (steps === 0) {
      throw new ShapeError(this.name, [x.shape], `Cannot ${action} as its input must have at least one step`);
    }
    if (initialState !== undefined) this.#checkState(initialState, samples);
    this.ensureBuilt(x.shape);
    return scope(this.name, () => {
      let state = initialState ?? this.initialState(samples);
      const states = split(x, steps, 1).map((part) => state = this.#next(reshape(part, [samples, inputs]), state));
      const hidden = stack(states.map(({ controller }) => controller.hidden), 1);
      const reads = stack(states.map(({ reads }) => flat(reads)), 1);
      const weights = stack(states.map(({ weights }) => weights), 1);
      const [readWeights, writeWeights] = split(weights, [this.readHeads, this.writeHeads], 2) as [Tensor, Tensor];
      return { outputs: this.readout.forward(concat([hidden, reads], 2)), readWeights, writeWeights, state };
    });
  }

  /**
   * One step, for sequences whose end is not known.
   *
   * @param x The input of the step, shape `[N, D]`
   * @param state The state before. @default `initialState`, a blank memory
   * @returns Output `[N, O]` and the state after
   * @throws {ShapeError} When the input or the state has another shape than it must have
   */
  step(x: Tensor, state?: TuringState): TuringStep {
    this.#checkInput(x, "N D");
    if (state !== undefined) this.#checkState(state, x.shape[0]!);
    this.ensureBuilt(x.shape);
    return scope(this.name, () => {
      const next = this.#next(x, state ?? this.initialState(x.shape[0]!));
      return { output: this.readout.forward(concat([next.controller.hidden, flat(next.reads)], 1)), state: next };
    });
  }

  /**
   * The state before the first step: a blank memory, heads where they learnt to begin, and a controller at rest.
   *
   * @param samples N, the number of samples
   * @returns The state; gradients reach the parameters through it
   */
  initialState(samples: number): TuringState {
    const { heads, slotSize } = this.#sizes;
    return {
      memory: full([samples, this.memorySlots, slotSize], blank, this.dtype),
      weights: broadcastTo(softmax(this.initialWeights.value), [samples, heads, this.memorySlots]),
      reads: broadcastTo(tanh(this.initialReads), [samples, this.readHeads, slotSize]),
      controller: this.controller.zeroState(samples),
    };
  }

  #next(x: Tensor, { memory, weights, reads, controller }: TuringState): TuringState {
    const next = this.controller.forward(concat([x, flat(reads)], 1), controller);
    const signals = headSignals(this.signals.forward(next.hidden), this.#sizes);
    const places = headWeights(memory, weights, signals);
    const [samples] = x.shape as [number];
    return {
      memory: writeMemory(memory, slice(places, [0, this.readHeads]), signals.erase, signals.add),
      weights: places,
      reads: readMemory(memory, slice(places, [0, 0], [samples, this.readHeads])),
      controller: next,
    };
  }

  #checkInput(x: Tensor, letters: string): void {
    const inputs = this.#inputs ?? this.options.inputDim;
    checkAxes(action, { "its input": [x, letters] }, inputs === undefined ? {} : { D: inputs });
  }

  #checkState({ memory, weights, reads, controller }: TuringState, samples: number): void {
    const { heads, slotSize } = this.#sizes;
    checkAxes(action, {
      "memory of its state": [memory, "N S W"],
      "weights of its state": [weights, "N H S"],
      "reads of its state": [reads, "N R W"],
      "hidden of its controller": [controller.hidden, "N M"],
    }, { N: samples, S: this.memorySlots, W: slotSize, H: heads, R: this.readHeads, M: this.controller.units });
  }
}

/** Logits with which attention is on the first slot. */
function firstAhead(slots: number, ahead: number): number[] {
  return new Array<number>(slots).fill(0).with(0, ahead);
}

/** What all heads read, one after the other. */
function flat(reads: Tensor): Tensor {
  return reshape(reads, [reads.shape[0]!, -1]);
}

function checkShiftRange(range: number, slots: number): void {
  const most = Math.floor((slots - 1) / 2);
  if (Number.isInteger(range) && range >= 0 && range <= most) return;
  throw new RangeError(
    `Cannot make NeuralTuringMachine as shiftRange must be a whole number in [0, ${most}], so that no shift goes once around: current shiftRange is ${range}`,
  );
}
