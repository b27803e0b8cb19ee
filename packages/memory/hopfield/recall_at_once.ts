/**
 * Synchronous recall.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { Couplings } from "./couplings.ts";
import { updated } from "./couplings.ts";
import type { Course, RecordedSteps } from "./recall.ts";
import { fromRows, rowsOf } from "./rows.ts";

/** How units are updated at once. */
export interface AtOnceOptions {
  readonly maxSweeps: number;
  readonly record: RecordedSteps | null;
}

/** A state on its way. */
interface Traveller {
  before: Float64Array | null;
  now: Float64Array;
  end: Course | null;
  readonly states: Float64Array[];
}

/**
 * Updates all units of each state at once until it stays, or comes back to the state before the last.
 *
 * @param states Shape `[B, N]`, float64
 * @param couplings What acts on the units
 * @param options See {@link AtOnceOptions}
 * @returns How it went with each state
 */
export function recallAtOnce(states: Tensor, couplings: Couplings, { maxSweeps, record }: AtOnceOptions): Course[] {
  const units = states.shape[1]!;
  const travellers = rowsOf(states).map((now): Traveller => ({ before: null, now, end: null, states: [now] }));
  for (let sweeps = 1; sweeps <= maxSweeps; sweeps++) {
    const underWay = travellers.filter(({ end }) => end === null);
    if (underWay.length === 0) break;
    const all = fromRows(underWay.map(({ now }) => now), [underWay.length, units]);
    const next = rowsOf(updated(all, couplings));
    underWay.forEach((traveller, i) => advance(traveller, next[i]!, sweeps));
  }
  return travellers.map(({ now, end, states }) => ({
    ...(end ?? { state: now, converged: false, alternates: false, sweeps: maxSweeps }),
    states: record === null ? [] : states,
  }));
}

function advance(traveller: Traveller, next: Float64Array, sweeps: number): void {
  const { before, now, states } = traveller;
  states.push(next);
  const converged = areEqual(now, next);
  const alternates = !converged && before !== null && areEqual(before, next);
  if (converged || alternates) traveller.end = { state: next, converged, alternates, sweeps, states };
  traveller.before = now;
  traveller.now = next;
}

function areEqual(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === b[i]);
}
