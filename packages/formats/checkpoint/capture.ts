/**
 * Making a checkpoint of a run.
 *
 * @module
 */
import { groups } from "./checkpoint.ts";
import type { Checkpoint, CheckpointMetadata, Group } from "./checkpoint.ts";
import type { Target } from "./state_dict.ts";
import { asStateful } from "./state_dict.ts";

/** What takes part in a checkpoint, by group. */
export type Targets = { readonly [G in Group]?: Target };

/**
 * Takes the state of everything that takes part in training. 取检查点
 *
 * Tensors do not change, so the checkpoint stays what it is while training goes on.
 *
 * @param targets The model, the optimizer, the random generator, the place in the data: those that there are
 * @param metadata How far training has come; what is left out is step 0, epoch 0, extra null
 * @returns The checkpoint, for `encodeCheckpoint` or {@link restoreCheckpoint}
 *
 * @example Going back
 * ```ts
 * import { captureCheckpoint, restoreCheckpoint } from "@chainrule/formats";
 * import { Random, tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const run = { model: { w: new Variable(tensor([1, 2])) }, random: new Random(7) };
 * const checkpoint = captureCheckpoint(run, { step: 1 });
 * const next = run.random.uniform([3]).toArray();
 * run.model.w.assign(tensor([0, 0]));
 * restoreCheckpoint(checkpoint, run);
 * assertEquals(run.model.w.value.toArray(), [1, 2]);
 * assertEquals(run.random.uniform([3]).toArray(), next);
 * ```
 */
export function captureCheckpoint(targets: Targets, metadata: Partial<CheckpointMetadata> = {}): Checkpoint {
  const states = groups
    .filter((group) => targets[group] !== undefined)
    .map((group) => [group, { ...asStateful(targets[group]!).stateDict() }]);
  return {
    ...Object.fromEntries(states),
    metadata: { step: 0, epoch: 0, extra: null, ...metadata },
  };
}
