/**
 * Sums in registers, kept in float64.
 *
 * @module
 */
import type { Lanes } from "../vector_math/lanes.ts";
import type { Expression, FunctionBuilder, Local, ResultType } from "../wasm/mod.ts";
import { f32, f64, f64x2, shuffle32 } from "../wasm/mod.ts";
import type { Precision } from "../elementwise/element_type.ts";

/** The sums of the lanes of one vector, two in each variable. */
export type Accumulators = readonly Local<"v128">[];

/** The sums of a vector of nothing. */
export function accumulatorsOf({ f }: Lanes, lane: Precision): Accumulators {
  return Array.from({ length: lane === "float32" ? 2 : 1 }, () => f.let(f64x2.const(0, 0)));
}

/** Adds each lane to its sum. */
export function addTo({ f }: Lanes, lane: Precision, sums: Accumulators, value: Local<"v128">): void {
  if (lane === "float64") return f.set(sums[0]!, f64x2.add(sums[0]!, value));
  const high = shuffle32(value, value, [2, 3, 2, 3]);
  f.set(sums[0]!, f64x2.add(sums[0]!, f64x2.promoteLowF32x4(value)));
  f.set(sums[1]!, f64x2.add(sums[1]!, f64x2.promoteLowF32x4(high)));
}

/** Writes a sum, rounded once. */
export function storeSum(
  f: FunctionBuilder<ResultType>,
  output: Precision,
  address: Expression<"i32">,
  sum: Expression<"f64">,
): void {
  f.do(output === "float32" ? f32.store(address, f32.demoteF64(sum)) : f64.store(address, sum));
}
