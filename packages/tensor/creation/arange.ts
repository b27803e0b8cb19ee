/**
 * Numbers at equal steps.
 *
 * @module
 */
import type { DType } from "../core/dtype.ts";
import { allocate } from "../core/dtype.ts";
import type { Tensor } from "../core/tensor.ts";
import { fromValues } from "../core/tensor.ts";

/** The step and dtype of {@link arange}. */
export interface ArangeOptions {
  /** The distance between neighbours; negative to count down. @default 1 */
  readonly step?: number;
  /** The dtype; take `"int32"` for indices. @default "float32" */
  readonly dtype?: DType;
}

/**
 * The numbers from `start` up to but without `end`, at equal steps. 等差序列
 *
 * Formula: `yₙ = start + n · step`
 *
 * @param start The first number; if it is the only one given, the end, and the first is 0
 * @param end The bound, not included
 * @param options The step, and the dtype
 * @returns A vector
 * @throws {RangeError} When a number is not finite, or the step is 0
 *
 * @example Indices, and a countdown
 * ```ts
 * import { arange } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(arange(3).toArray(), [0, 1, 2]);
 * assertEquals(arange(3, 0, { step: -1 }).toArray(), [3, 2, 1]);
 * ```
 */
export function arange(
  start: number,
  end?: number,
  { step = 1, dtype = "float32" }: ArangeOptions = {},
): Tensor {
  const [from, to] = end === undefined ? [0, start] : [start, end];
  if (![from, to, step].every(Number.isFinite) || step === 0) {
    throw new RangeError(
      `Cannot arange as start, end and step must be finite and step not 0: current values are ${from}, ${to} and ${step}`,
    );
  }
  const length = Math.max(0, Math.ceil((to - from) / step));
  const values = allocate(dtype, length);
  for (let n = 0; n < length; n++) values[n] = from + n * step;
  return fromValues(values, [length], dtype);
}
