/**
 * What a page and a worker say to each other. Each training has a channel of its own, so that several do not mix, and so that both sides
 * may have messages of other kinds.
 *
 * @module
 */
import type { FitOptions } from "../training/fit.ts";
import type { History } from "../training/history.ts";
import type { Logs } from "../training/callback.ts";
import type { PackedError } from "./packed_error.ts";
import type { PackedTensor } from "./packed_tensor.ts";
import type { PackedModel } from "./packed_model.ts";

/** Where training stands. */
export interface TrainingProgress {
  /** The epoch, from 0. */
  readonly epoch: number;
  /** How many epochs there are to be. */
  readonly epochs: number;
  /** The batch that was just trained on, from 0. */
  readonly batch: number;
  /** How many batches an epoch has. */
  readonly batches: number;
  /** The loss of that batch. */
  readonly loss: number;
}

/** The options of `fit` that are plain values. */
export type PlainOptions = Pick<
  FitOptions,
  "epochs" | "initialEpoch" | "batchSize" | "shuffle" | "seed" | "jit" | "classWeights" | "validationSplit"
>;

/** Asks a worker to train. */
export interface FitRequest {
  /** Tells it from messages of other kinds. */
  readonly "@chainrule/nn/worker": true;
  /** Where the answers go. */
  readonly port: MessagePort;
  /** The model as it is now. */
  readonly model: PackedModel;
  /** Inputs. */
  readonly x: PackedTensor;
  /** Targets. */
  readonly y: PackedTensor;
  /** How to train. */
  readonly options: PlainOptions;
  /** The weight of each sample, if they differ. */
  readonly sampleWeights: PackedTensor | null;
  /** What to measure after each epoch, if that is not split off. */
  readonly validationData: readonly [x: PackedTensor, y: PackedTensor] | null;
  /** Whether it was aborted before it began. */
  readonly aborted: boolean;
}

/** What a worker tells. */
export type Report =
  | { readonly kind: "progress"; readonly progress: TrainingProgress }
  | { readonly kind: "epoch"; readonly epoch: number; readonly logs: Logs }
  | {
    readonly kind: "done";
    readonly model: PackedModel;
    readonly history: Pick<History, "epochs" | "logs" | "stopped">;
  }
  | { readonly kind: "failed"; readonly error: PackedError };

/** Whether a message asks for a training. */
export function isFitRequest(message: unknown): message is FitRequest {
  return typeof message === "object" && message !== null && "@chainrule/nn/worker" in message;
}
