/**
 * Training.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { sum } from "@chainrule/tensor";
import { checkCount, checkWhole } from "../check_count.ts";
import { batchesOf, orderOf } from "./batches.ts";
import type { BatchStart, Callback, Logs, TrainingState } from "./callback.ts";
import { measuring } from "./evaluate.ts";
import { Figures } from "./figures.ts";
import { History } from "./history.ts";
import type { BatchOptions, Model } from "./model.ts";
import { rememberModes } from "./modes.ts";
import { Pause } from "./pause.ts";
import type { StepOptions, Steps } from "./steps.ts";
import { stepsOf } from "./steps.ts";
import type { DataOptions, TrainingData } from "./training_data.ts";
import { trainingData } from "./training_data.ts";

/** How `fit` works. */
export interface FitOptions extends BatchOptions, DataOptions {
  /** How many times to go through the data. @default 1 */
  readonly epochs?: number;
  /** The epoch to begin with, from 0, when training goes on. @default 0 */
  readonly initialEpoch?: number;
  /** Whether samples come in another order in each epoch. @default true */
  readonly shuffle?: boolean;
  /** What the order is drawn from: one seed, one order for each epoch. @default 0 */
  readonly seed?: number;
  /** What to call back. @default none */
  readonly callbacks?: readonly Callback[];
  /** Ends training after the current batch when it is aborted; the history then says `stopped: "aborted"`. */
  readonly signal?: AbortSignal;
}

type Settings =
  & Required<Pick<FitOptions, "epochs" | "initialEpoch" | "shuffle" | "seed" | "callbacks" | "batchSize" | "jit">>
  & {
    readonly signal: AbortSignal | undefined;
  };

/** Trains `model`. */
export async function fitModel(model: Model, x: Tensor, y: Tensor, options: FitOptions): Promise<History> {
  const settings = settingsOf(options);
  const run = new Run(model, trainingData(x, y, options), settings);
  const goBack = rememberModes(model);
  model.train();
  try {
    return await run.train();
  } finally {
    goBack();
  }
}

function settingsOf(options: FitOptions): Settings {
  const { epochs = 1, initialEpoch = 0, batchSize = 32, jit = true } = options;
  const { shuffle = true, seed = 0, callbacks = [], signal } = options;
  checkCount("fit", "batchSize", batchSize);
  checkCount("fit", "epochs", epochs);
  checkWhole("fit", "initialEpoch", initialEpoch);
  return { epochs, initialEpoch, batchSize, jit, shuffle, seed, callbacks, signal };
}

/** One training run. */
class Run {
  readonly #history = new History();
  readonly #pause = new Pause();
  readonly #model: Model;
  readonly #data: TrainingData;
  readonly #settings: Settings;
  readonly #step: StepOptions;

  constructor(model: Model, data: TrainingData, settings: Settings) {
    // Asked for here, so that a model that is not compiled fails before anything is called back.
    void model.compiled;
    this.#model = model;
    this.#data = data;
    this.#settings = settings;
    this.#step = { jit: settings.jit, undoesNaN: settings.callbacks.some(({ undoesNaN }) => undoesNaN) };
  }

  async train(): Promise<History> {
    const { initialEpoch, epochs } = this.#settings;
    const history = this.#history;
    await this.#tell((callback) => callback.onTrainBegin?.(this.#state(initialEpoch)));
    for (let epoch = initialEpoch; epoch < epochs && this.#goesOn(); epoch++) await this.#epoch(this.#state(epoch));
    await this.#tell((callback) => callback.onTrainEnd?.(this.#state(initialEpoch + history.epochs.length)));
    return history;
  }

  async #epoch(state: TrainingState): Promise<void> {
    const { batchSize, shuffle, seed } = this.#settings;
    const { train } = this.#data;
    await this.#tell((callback) => callback.onEpochBegin?.(state));
    // Asked for together, and once: the steps hand out an output for these metrics. What is compiled meanwhile counts from the next epoch on.
    const steps = stepsOf(this.#model);
    const figures = new Figures(this.#model.compiled.newMetrics());
    const order = shuffle ? orderOf(train[0]!.shape[0]!, seed, state.epoch) : undefined;
    let batch = 0;
    for (const [x, y, weights] of batchesOf(train, batchSize, order)) {
      if (!this.#goesOn()) return;
      await this.#batch({ ...state, batch: batch++, x: x!, y: y! }, weights, steps, figures);
    }
    // An epoch that was broken off is no epoch: its figures would not compare.
    if (!this.#goesOn()) return;
    const logs: Logs = { ...figures.logs(), ...await this.#validate() };
    this.#history.add(state.epoch, logs);
    await this.#tell((callback) => callback.onEpochEnd?.(state, logs));
  }

  async #batch(start: BatchStart, weights: Tensor | undefined, steps: Steps, figures: Figures): Promise<void> {
    await this.#tell((callback) => callback.onBatchBegin?.(start));
    const result = steps.train(start.x, start.y, weights, this.#step);
    figures.add(result, weights === undefined ? start.x.shape[0]! : sum(weights).item(), start.y);
    await this.#tell((callback) => callback.onBatchEnd?.({ ...start, loss: result.loss }));
    await this.#pause.maybe();
  }

  async #validate(): Promise<Logs | null> {
    const { validation } = this.#data;
    if (validation === null) return null;
    const batches = measuring(this.#model, ...validation, this.#settings, "val_");
    let step = batches.next();
    while (!step.done) {
      await this.#pause.maybe();
      step = batches.next();
    }
    return step.value;
  }

  #goesOn(): boolean {
    if (this.#settings.signal?.aborted) this.#history.stopped ??= "aborted";
    return this.#history.stopped === null;
  }

  #state(epoch: number): TrainingState {
    const { epochs, batchSize } = this.#settings;
    return {
      model: this.#model,
      epoch,
      epochs,
      batches: Math.ceil(this.#data.train[0]!.shape[0]! / batchSize),
      stop: (reason) => this.#history.stopped ??= reason,
    };
  }

  async #tell(event: (callback: Callback) => void | Promise<void>): Promise<void> {
    for (const callback of this.#settings.callbacks) await event(callback);
  }
}
