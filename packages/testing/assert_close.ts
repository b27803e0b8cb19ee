/**
 * Closeness of tensors.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Tensor } from "@chainrule/tensor";

/** How far values may be apart: `|a − b| ≤ atol + rtol |b|`. */
export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

/** What golden files suggest for a dtype: rounding for float64, and for float32 values and gradients. */
export const goldenTolerances = {
  float64: { values: { rtol: 1e-10, atol: 1e-12 }, gradients: { rtol: 1e-10, atol: 1e-12 } },
  float32: { values: { rtol: 1e-5, atol: 1e-6 }, gradients: { rtol: 1e-4, atol: 1e-5 } },
} as const;

/** Checks that two tensors have the same shape and close values; what is not finite must be equal. */
export function assertTensorsClose(
  actual: Tensor,
  expected: Tensor,
  { rtol, atol }: Tolerance,
  message = "tensors",
): void {
  assertEquals(actual.shape, expected.shape, `${message}: shape`);
  expected.data.forEach((value, i) => {
    const found = actual.data[i]!;
    const allowed = Number.isFinite(value) ? atol + rtol * Math.abs(value) : -1;
    const close = Object.is(found, value) || Math.abs(found - value) <= allowed;
    assert(close, `${message}: element ${i} is ${found}, not ${value}`);
  });
}
