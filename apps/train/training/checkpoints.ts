/**
 * The checkpoints of a run, and going on from the last.
 *
 * @module
 */
import type { Checkpoint } from "@chainrule/formats";
import { latestCheckpoint, loadCheckpoint, saveCheckpoint } from "@chainrule/formats/files";
import { RunError } from "../cli/failure.ts";
import type { Tuning } from "../cli/settings.ts";
import type { EpochFigures } from "./outcome.ts";

/** What a checkpoint says beside the values of variables. */
export interface RunRecord {
  readonly preset: string;
  readonly seed: number;
  readonly tuning: Tuning;
  readonly epochs: readonly EpochFigures[];
}

/** A run that can go on. */
export interface Resumed {
  readonly checkpoint: Checkpoint;
  readonly record: RunRecord;
}

/** Finds the last checkpoint in `folder`. */
export async function resumeFrom(folder: string, preset: string): Promise<Resumed> {
  const path = await latestCheckpoint(folder);
  if (path === null) throw new RunError(`Cannot resume as ${folder} has no checkpoint; leave --resume out to begin`);
  const checkpoint = await loadCheckpoint(path);
  const { extra } = checkpoint.metadata;
  const found = isRunRecord(extra) ? extra.preset : "something else";
  if (isRunRecord(extra) && found === preset) return { checkpoint, record: extra };
  throw new RunError(`Cannot resume as ${path} must be of ${preset}: it is of ${found}`);
}

function isRunRecord(extra: unknown): extra is RunRecord {
  return typeof extra === "object" && extra !== null && "preset" in extra && "tuning" in extra && "epochs" in extra;
}

/** How long to wait between checkpoints, in ms: writing must not take longer than training. */
const interval = 2000;

/** Writes the state after epochs: now and then, and the last in any case. */
export class Checkpoints {
  readonly #folder: string;
  #waiting: Checkpoint | null = null;
  #written = -Infinity;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether one was written. */
  get exist(): boolean {
    return this.#written > -Infinity;
  }

  /** Takes the state after an epoch. Tensors do not change, so it can wait for its turn. */
  async keep(checkpoint: Checkpoint): Promise<void> {
    this.#waiting = checkpoint;
    if (performance.now() - this.#written >= interval) await this.writeLast();
  }

  /** Writes the last state, if that was not done, in place of earlier ones. */
  async writeLast(): Promise<void> {
    if (this.#waiting === null) return;
    await saveCheckpoint(this.#folder, this.#waiting, { keepLast: 1 });
    this.#waiting = null;
    this.#written = performance.now();
  }
}
