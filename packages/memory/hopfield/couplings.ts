/**
 * What acts on the units of a Hopfield network.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { abs, add, cast, lessEqual, matmul, mul, reshape, sign, sub, sum, transpose, where } from "@chainrule/tensor";

/**
 * How far from zero a field must be to count, as a share of the sum of all that acts on a unit. Numbers of float32 are rounded by 2⁻²⁴ each,
 * and those of float64 so finely that sums over thousands of units and flips are what counts. Between fields of thousands of units that differ, there is far more.
 */
const precision = { float32: 2 ** -20, float64: 2 ** -42 } as const;

/** The weights and thresholds of a network in float64, so that fields of a thousand units are exact enough to tell ties. */
export interface Couplings {
  /** Shape `[N, N]`; row i acts on unit i. */
  readonly weight: Tensor;
  /** Shape `[N]`. */
  readonly threshold: Tensor;
  /** Fields up to here are zero but for rounding, shape `[N]`. */
  readonly rounding: Tensor;
}

/**
 * The couplings of a network.
 *
 * @param memory Shape `[N, N]`, a float dtype
 * @param weight What of it acts: all, or all but the diagonal. What does not act still says how large rounding errors are
 * @param threshold Shape `[N]`
 */
export function couplingsOf(memory: Tensor, weight: Tensor, threshold: Tensor): Couplings {
  const all = add(sum(abs(memory), { axis: 1 }), abs(threshold));
  const share = precision[memory.dtype as keyof typeof precision];
  return {
    weight: cast(weight, "float64"),
    threshold: cast(threshold, "float64"),
    rounding: cast(mul(all, share), "float64"),
  };
}

/** The fields `W s − θ` of states of float64, shape `[B, N]`. */
export function fieldsOf(states: Tensor, { weight, threshold }: Couplings): Tensor {
  return sub(matmul(states, transpose(weight)), threshold);
}

/** The states after all units were updated at once, shape `[..., N]` and dtype as before. */
export function updated(states: Tensor, couplings: Couplings): Tensor {
  const units = states.shape.at(-1)!;
  const rows = cast(reshape(states, [states.size / units, units]), "float64");
  const fields = fieldsOf(rows, couplings);
  const next = where(lessEqual(abs(fields), couplings.rounding), rows, sign(fields));
  return reshape(cast(next, states.dtype), states.shape);
}
