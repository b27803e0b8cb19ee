/**
 * What recall takes and gives.
 *
 * @module
 */
import type { Random, Tensor } from "@chainrule/tensor";
import { cast, nearestName, stack, tensor } from "@chainrule/tensor";
import { checkCount } from "../check_count.ts";
import { fromRows } from "./rows.ts";

/** Whether units are updated one after the other, or all at once. */
export type RecallMode = "asynchronous" | "synchronous";

/** After what a state is kept: each sweep, or each update of a unit. */
export type RecordedSteps = "sweeps" | "updates";

/** How a network recalls. */
export interface RecallOptions {
  /** Whether units are updated one after the other, or all at once. @default "asynchronous" */
  readonly mode?: RecallMode;
  /** How many sweeps there may be, each an update of every unit. @default 100 */
  readonly maxSweeps?: number;
  /** What the order of units in each asynchronous sweep is drawn from. @default the order of their numbers */
  readonly random?: Random;
  /** Which states on the way are kept. All updates of N units take N times as much memory as sweeps do. @default none */
  readonly record?: RecordedSteps;
}

/**
 * What a network recalled. Shapes begin with the leading axes of the states that it was given, none for a single state.
 */
export interface Recall {
  /** The states in the end, shape `[..., N]`. */
  readonly state: Tensor;
  /** Whether no unit wanted to change any more, dtype bool, shape `[...]`. */
  readonly converged: Tensor;
  /** Whether the state ended in going back and forth between two, as synchronous updates may, dtype bool, shape `[...]`. */
  readonly alternates: Tensor;
  /** How many sweeps there were, the last one, which found nothing to change, included; dtype int32, shape `[...]`. */
  readonly sweeps: Tensor;
  /**
   * The states on the way, the first one included, shape `[T + 1, ..., N]` for the T steps of the state that took most; the others stay as they ended. Null
   * unless `record` was given.
   */
  readonly states: Tensor | null;
}

/** How the recall of one state went. */
export interface Course {
  readonly state: Float64Array;
  readonly converged: boolean;
  readonly alternates: boolean;
  readonly sweeps: number;
  /** The states on the way that were to be kept, the first one included. */
  readonly states: readonly Float64Array[];
}

const modes: readonly RecallMode[] = ["asynchronous", "synchronous"];
const recordings: readonly RecordedSteps[] = ["sweeps", "updates"];

/** Throws unless each option is one of those that there are. */
export function checkRecallOptions({ mode, maxSweeps, record }: RecallOptions): void {
  if (maxSweeps !== undefined) checkCount("recall", "maxSweeps", maxSweeps);
  if (mode !== undefined && !modes.includes(mode)) throw nearestName("recall", "mode", mode, modes);
  if (record !== undefined && !recordings.includes(record)) throw nearestName("recall", "record", record, recordings);
}

/** Sums up how it went with states of the shape and dtype of `start`. */
export function recallOf(courses: readonly Course[], { shape, dtype }: Tensor, recorded: boolean): Recall {
  const leading = shape.slice(0, -1);
  const statesOf = (pick: (course: Course) => Float64Array) => cast(fromRows(courses.map(pick), shape), dtype);
  const steps = Math.max(1, ...courses.map(({ states }) => states.length));
  const onTheWay = (step: number) => statesOf(({ states, state }) => states[step] ?? state);
  return {
    state: statesOf(({ state }) => state),
    converged: tensor(Uint8Array.from(courses, ({ converged }) => Number(converged)), "bool", leading),
    alternates: tensor(Uint8Array.from(courses, ({ alternates }) => Number(alternates)), "bool", leading),
    sweeps: tensor(Int32Array.from(courses, ({ sweeps }) => sweeps), "int32", leading),
    states: recorded ? stack(Array.from({ length: steps }, (_, step) => onTheWay(step))) : null,
  };
}
