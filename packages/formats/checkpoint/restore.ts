/**
 * Putting a run back to a checkpoint.
 *
 * @module
 */
import type { Targets } from "./capture.ts";
import { groups } from "./checkpoint.ts";
import type { Checkpoint, CheckpointMetadata, Group } from "./checkpoint.ts";
import type { StateDict, Stateful } from "./state_dict.ts";
import { asStateful } from "./state_dict.ts";

/** A group that is to be restored. */
interface Restoration {
  readonly target: Stateful;
  /** What it has now. */
  readonly before: StateDict;
  /** What it will have. */
  readonly after: StateDict;
}

/**
 * Puts a run back to where a checkpoint was taken: all of `targets`, or, if anything does not fit, none. 恢复检查点
 *
 * Groups that the checkpoint holds and nobody asks for are left alone, so that weights can be taken without the optimizer.
 *
 * @param checkpoint The checkpoint
 * @param targets The model, the optimizer, the random generator, the place in the data: those to be restored
 * @returns How far training had come
 * @throws {RangeError} When the checkpoint lacks a group, or its names are not those of the variables
 * @throws {ShapeError} When a tensor has another shape than its variable
 * @throws {TypeError} When a tensor has another dtype than its variable
 * @throws Whatever else `loadStateDict` of a target throws; all targets are then as they were
 *
 * @example A checkpoint of a smaller model
 * ```ts
 * import { captureCheckpoint, restoreCheckpoint } from "@chainrule/formats";
 * import { ShapeError, Variable, zeros } from "@chainrule/tensor";
 * import { assertThrows } from "@std/assert";
 *
 * const small = captureCheckpoint({ model: { w: new Variable(zeros([2])) } });
 * const large = { model: { w: new Variable(zeros([3])) } };
 * assertThrows(() => restoreCheckpoint(small, large), ShapeError, "w must have shape [3]: current shape is [2]");
 * ```
 */
export function restoreCheckpoint(checkpoint: Checkpoint, targets: Targets): CheckpointMetadata {
  const restorations = groups
    .filter((group) => targets[group] !== undefined)
    .map((group): Restoration => {
      const target = asStateful(targets[group]!);
      return {
        target,
        before: { ...target.stateDict() },
        after: stateOf(checkpoint, group),
      };
    });
  loadAll(restorations);
  return checkpoint.metadata;
}

function stateOf(checkpoint: Checkpoint, group: Group): StateDict {
  const state = checkpoint[group];
  if (state !== undefined) return state;
  const present = groups.filter((name) => checkpoint[name] !== undefined);
  throw new RangeError(
    `Cannot restore a checkpoint as it must hold the group ${group}: current groups are ${
      present.join(", ") || "none"
    }; leave ${group} out of the targets`,
  );
}

/** Loads one target after the other. When one refuses, it and those before it get back what they had. */
function loadAll(restorations: readonly Restoration[]): void {
  const begun: Restoration[] = [];
  try {
    for (const restoration of restorations) {
      begun.push(restoration);
      restoration.target.loadStateDict(restoration.after);
    }
  } catch (error) {
    for (const { target, before } of begun) target.loadStateDict(before);
    throw error;
  }
}
