/**
 * What can be done at the joints of training.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { Model } from "./model.ts";

/** The figures of an epoch: `loss`, the metrics, and with `val_` before them those of the validation data. */
export type Logs = Readonly<Record<string, number>>;

/** Where training stands. */
export interface TrainingState {
  /** What is trained. */
  readonly model: Model;
  /** The epoch, from 0; at the end of training, the number of epochs that were completed. */
  readonly epoch: number;
  /** How many epochs there are to be. */
  readonly epochs: number;
  /** How many batches an epoch has. */
  readonly batches: number;
  /** Ends training after this batch, or after this epoch if that has no more batches. */
  stop(reason: string): void;
}

/** A batch that is about to be trained on. */
export interface BatchStart extends TrainingState {
  /** The batch, from 0. */
  readonly batch: number;
  /** The inputs of the batch. */
  readonly x: Tensor;
  /** The targets of the batch. */
  readonly y: Tensor;
}

/** A batch that was just trained on. */
export interface BatchState extends BatchStart {
  /** The loss of the batch, before the update. */
  readonly loss: number;
}

/**
 * Called back while a model is trained; every part is optional and may be async. Several are called in the order in which `fit` was given
 * them, each after the one before has finished. If one throws, `fit` fails with that error. 回调
 */
export interface Callback {
  /** Whether the variables of the model must be as before after a batch whose loss is not finite. @default false */
  readonly undoesNaN?: boolean;
  /** Before anything. */
  onTrainBegin?(state: TrainingState): void | Promise<void>;
  /** Before the first batch of an epoch. */
  onEpochBegin?(state: TrainingState): void | Promise<void>;
  /** Before a batch. */
  onBatchBegin?(state: BatchStart): void | Promise<void>;
  /** After the parameters were changed. */
  onBatchEnd?(state: BatchState): void | Promise<void>;
  /** After an epoch and its validation, unless it was broken off. */
  onEpochEnd?(state: TrainingState, logs: Logs): void | Promise<void>;
  /** After everything, also when training was stopped. */
  onTrainEnd?(state: TrainingState): void | Promise<void>;
}
