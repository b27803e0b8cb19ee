/**
 * Training under way: everything that goes on from epoch to epoch beside the network.
 *
 * @module
 */
import { captureCheckpoint, restoreCheckpoint } from "@chainrule/formats";
import type { JsonValue, Stateful, Targets } from "@chainrule/formats";
import type { Module } from "@chainrule/nn";
import type { Optimizer } from "@chainrule/optim";
import { RunError } from "../cli/failure.ts";
import { figure } from "../report/figures.ts";
import { BestWeights } from "./best_weights.ts";
import type { Resumed } from "./checkpoints.ts";
import { LearningRates } from "./learning_rates.ts";
import type { EpochFigures, Outcome, TestFigures } from "./outcome.ts";
import { checkFinite } from "./refusing_nan.ts";
import { prefixed, withPrefix } from "./state_names.ts";
import type { TrainOptions } from "./train_options.ts";

/** What is trained, and how an epoch goes. */
export interface Course {
  readonly model: Module;
  readonly optimizer: Optimizer;
  /** How many steps an epoch takes. */
  readonly steps: number;
  /** Whether the weights of the epoch with the lowest loss are those that count in the end. */
  readonly keepsBest: boolean;
}

/** The figures of an epoch, as training and validation give them. */
export type Logs = { readonly loss: number; readonly val_loss?: number } & Readonly<Record<string, number>>;

/** Training under way. It begins, or goes on from a checkpoint. */
export class TrainingRun {
  readonly rates: LearningRates;
  readonly #epochs: EpochFigures[] = [];
  readonly #optimizer: Optimizer;
  readonly #best: BestWeights | null;
  readonly #targets: Targets;
  readonly #options: TrainOptions;
  readonly #started = performance.now();
  #epochStarted = 0;
  #epochRate = 0;

  constructor({ model, optimizer, steps, keepsBest }: Course, options: TrainOptions) {
    this.#options = options;
    this.#optimizer = optimizer;
    this.rates = new LearningRates(optimizer, options.tuning, steps);
    this.#best = keepsBest ? new BestWeights(model) : null;
    this.#targets = { model, optimizer, data: this.#place() };
    if (options.resumed !== null) this.#goOn(options.resumed);
  }

  /** How many epochs are done, those before it was resumed included. */
  get epoch(): number {
    return this.#epochs.length;
  }

  /** Why there are to be no more epochs, or null. */
  get stopped(): string | null {
    const { earlyStopping } = this.#options.tuning;
    if (this.#best === null || earlyStopping === null || this.#best.waited < earlyStopping) return null;
    return `the loss has not fallen below ${figure("loss", this.#best.lowest)} for ${earlyStopping} epochs`;
  }

  /** Whether the last epoch is done, or there are to be no more. */
  get isOver(): boolean {
    return this.epoch >= this.#options.tuning.epochs || this.stopped !== null;
  }

  /** Begins an epoch. */
  beginEpoch(): void {
    this.rates.beforeStep();
    this.#epochStarted = performance.now();
    this.#epochRate = this.#optimizer.learningRate;
  }

  /** Ends an epoch: notes its figures, and keeps what must be kept. */
  async endEpoch(logs: Logs): Promise<EpochFigures> {
    const seconds = (performance.now() - this.#epochStarted) / 1000;
    const figures = { epoch: this.epoch + 1, ...logs, learning_rate: this.#epochRate, seconds };
    this.#epochs.push(figures);
    const watched = logs.val_loss ?? logs.loss;
    this.#best?.see(watched);
    this.rates.afterEpoch(watched);
    await this.#options.checkpoints?.keep(this.#checkpoint());
    return figures;
  }

  /** Ends training, however it went: the last checkpoint is written, and the weights that count are put back. */
  async finish(): Promise<void> {
    const { checkpoints, reporter } = this.#options;
    await checkpoints?.writeLast();
    if (this.stopped !== null) reporter.say(`stopped early: ${this.stopped}`);
    if (this.#best === null || this.#best.waited === 0) return;
    this.#best.restore();
    const { waited, lowest } = this.#best;
    reporter.say(
      `kept the weights of epoch ${this.epoch - waited}, whose loss was the lowest, ${figure("loss", lowest)}`,
    );
  }

  /** What it came to; `measure` tests the network, unless the user interrupted. */
  outcome(measure: () => TestFigures): Outcome {
    const test = this.isOver ? measure() : null;
    if (test !== null && test.loss !== null) checkFinite(test.loss, "on the test");
    return { epochs: this.#epochs, test, seconds: (performance.now() - this.#started) / 1000 };
  }

  #checkpoint(): ReturnType<typeof captureCheckpoint> {
    const { preset, seed, tuning } = this.#options;
    const record = { preset, seed, tuning, epochs: [...this.#epochs] };
    const extra = record as unknown as JsonValue;
    return captureCheckpoint(this.#targets, { step: this.epoch, epoch: this.epoch, extra });
  }

  #goOn({ checkpoint, record }: Resumed): void {
    try {
      restoreCheckpoint(checkpoint, this.#targets);
    } catch (error) {
      throw new RunError(`Cannot resume as the checkpoint is of another network: ${(error as Error).message}`);
    }
    this.#epochs.push(...record.epochs);
  }

  /** The place in the course of training, as something with a state. */
  #place(): Stateful {
    return {
      stateDict: () => ({
        ...prefixed("rates.", this.rates.stateDict()),
        ...prefixed("best.", this.#best?.stateDict() ?? {}),
      }),
      loadStateDict: (state) => {
        this.rates.loadStateDict(withPrefix("rates.", state));
        this.#best?.loadStateDict(withPrefix("best.", state));
      },
    };
  }
}
