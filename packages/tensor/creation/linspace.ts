/**
 * Numbers that divide an interval.
 *
 * @module
 */
import type { DType } from "../core/dtype.ts";
import { allocate } from "../core/dtype.ts";
import { checkShape } from "../core/shape.ts";
import type { Tensor } from "../core/tensor.ts";
import { fromValues } from "../core/tensor.ts";

/**
 * Numbers at equal distances from `start` to `end`, both included. 线性等分
 *
 * Formula: `yₙ = start + (end − start) · n / (count − 1)`
 *
 * @param start The first number
 * @param end The last number, exactly
 * @param count How many; one gives `start`
 * @param dtype The dtype. @default "float32"
 * @returns A vector
 * @throws {RangeError} When the count is not a whole number from 0, or a bound is not finite
 *
 * @example Five points
 * ```ts
 * import { linspace } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(linspace(0, 1, 5).toArray(), [0, 0.25, 0.5, 0.75, 1]);
 * ```
 */
export function linspace(
  start: number,
  end: number,
  count: number,
  dtype: DType = "float32",
): Tensor {
  checkShape("linspace into", [count]);
  if (!Number.isFinite(start) || !Number.isFinite(end)) {
    throw new RangeError(
      `Cannot linspace as start and end must be finite: current values are ${start} and ${end}`,
    );
  }
  const values = allocate(dtype, count);
  for (let n = 0; n < count; n++) {
    values[n] = start + (end - start) * (n / Math.max(1, count - 1));
  }
  if (count > 1) values[count - 1] = end;
  return fromValues(values, [count], dtype);
}
