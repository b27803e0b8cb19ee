/**
 * What a checkpoint holds.
 *
 * @module
 */
import type { JsonValue } from "./json_value.ts";
import type { StateDict } from "./state_dict.ts";

/** The name of a group. */
export type Group = "model" | "optimizer" | "random" | "data";

/** The groups of a checkpoint, in the order in which they are restored. */
export const groups: readonly Group[] = [
  "model",
  "optimizer",
  "random",
  "data",
];

/** How far training had come, and whatever else is to be kept. */
export interface CheckpointMetadata {
  /** Steps of the optimizer. */
  readonly step: number;
  /** Epochs that were completed. */
  readonly epoch: number;
  /** Anything that JSON can hold: settings, the best loss so far, the history. */
  readonly extra: JsonValue;
}

/** The state of a training run. A group that was not saved is absent. 检查点 */
export interface Checkpoint {
  /** Weights and running statistics. */
  readonly model?: StateDict;
  /** Slots and counters of the optimizer. */
  readonly optimizer?: StateDict;
  /** Random generators. */
  readonly random?: StateDict;
  /** The place in the data. */
  readonly data?: StateDict;
  /** How far training had come. */
  readonly metadata: CheckpointMetadata;
}

/** What to make a checkpoint of: as {@link Checkpoint}, with metadata that may be left out. */
export interface CheckpointInit extends Omit<Checkpoint, "metadata"> {
  /** How far training had come. @default step 0, epoch 0, extra null */
  readonly metadata?: Partial<CheckpointMetadata>;
}
