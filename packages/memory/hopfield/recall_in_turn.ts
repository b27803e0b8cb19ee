/**
 * Asynchronous recall.
 *
 * @module
 */
import type { Random, Tensor, Values } from "@chainrule/tensor";
import { transpose } from "@chainrule/tensor";
import type { Couplings } from "./couplings.ts";
import { fieldsOf } from "./couplings.ts";
import type { Course, RecordedSteps } from "./recall.ts";
import { rowsOf } from "./rows.ts";

/** How units are updated in turn. */
export interface TurnOptions {
  readonly maxSweeps: number;
  readonly random: Random | null;
  readonly record: RecordedSteps | null;
}

/**
 * Updates the units of each state one after the other until none wants to change. Fields are kept up to date: a unit that
 * flips adds to all of them, and the many that stay cost nothing, so that a sweep takes N steps and not N².
 *
 * @param states Shape `[B, N]`, float64
 * @param couplings What acts on the units
 * @param options See {@link TurnOptions}
 * @returns How it went with each state
 */
export function recallInTurn(states: Tensor, couplings: Couplings, { random, ...options }: TurnOptions): Course[] {
  const influence = transpose(couplings.weight).data;
  const rounding = couplings.rounding.data;
  const fields = rowsOf(fieldsOf(states, couplings));
  return rowsOf(states).map((state, row) => {
    // Each state has an order of its own, which does not depend on how long the others take.
    const order = random?.fork() ?? null;
    return settled(state, fields[row]!, { influence, rounding }, { ...options, order });
  });
}

/** Row i of `influence` is what unit i acts on others with. */
interface Forces {
  readonly influence: Values;
  readonly rounding: Values;
}

function settled(
  state: Float64Array,
  fields: Float64Array,
  { influence, rounding }: Forces,
  { maxSweeps, record, order }: Omit<TurnOptions, "random"> & { readonly order: Random | null },
): Course {
  const units = state.length;
  const states = record === null ? [] : [state.slice()];
  for (let sweep = 1; sweep <= maxSweeps; sweep++) {
    const turns = order?.permutation(units).data ?? null;
    let changed = false;
    for (let turn = 0; turn < units; turn++) {
      const unit = turns === null ? turn : turns[turn]!;
      const value = state[unit]!;
      if (fields[unit]! * value < -rounding[unit]!) {
        changed = true;
        state[unit] = -value;
        const row = unit * units;
        for (let other = 0; other < units; other++) {
          fields[other] = fields[other]! - 2 * value * influence[row + other]!;
        }
      }
      if (record === "updates") states.push(state.slice());
    }
    if (record === "sweeps") states.push(state.slice());
    if (!changed) return { state, converged: true, alternates: false, sweeps: sweep, states };
  }
  return { state, converged: false, alternates: false, sweeps: maxSweeps, states };
}
