/**
 * Closeness of compiled results to eager ones.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Tensor } from "@chainrule/tensor";

/**
 * The bound that compiled code keeps, against the largest finite value of the tensor or 1: float32 computes in 32 bits what eager code computes
 * in 64 and rounds once, so a formula of a few words, each within six units, may be off by so much; float64 differs in the order of sums only.
 */
const bounds = { float32: 64 * 2 ** -24, float64: 64 * 2 ** -53, int32: 0, bool: 0 } as const;

/**
 * Checks that a compiled result has the shape, the dtype, and to the stated bound the values of the eager one. Infinities and NaN must
 * be met exactly.
 */
export function assertCompiled(actual: Tensor, eager: Tensor, message = "compiled"): void {
  assertEquals([actual.shape, actual.dtype], [eager.shape, eager.dtype], `${message}: shape and dtype`);
  const [a, b] = [actual.data, eager.data];
  let largest = 1;
  for (const value of b) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  const allowed = bounds[eager.dtype] * largest;
  for (let i = 0; i < b.length; i++) {
    const close = a[i] === b[i] || Object.is(a[i], b[i]) || Math.abs(a[i]! - b[i]!) <= allowed;
    assert(close, `${message}: element ${i} is ${a[i]}, not ${b[i]}`);
  }
}
