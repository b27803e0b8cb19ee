/**
 * Equality to the last bit.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Tensor } from "@chainrule/tensor";

/** Checks that two tensors have the same shape, dtype and bits; one NaN is as good as another. */
export function assertBits(
  actual: Tensor,
  expected: Tensor,
  message = "tensors",
): void {
  assertEquals(
    [actual.shape, actual.dtype],
    [expected.shape, expected.dtype],
    `${message}: shape and dtype`,
  );
  const [a, b] = [actual.data, expected.data];
  for (let i = 0; i < b.length; i++) {
    assert(
      Object.is(a[i], b[i]),
      `${message}: element ${i} is ${a[i]}, not ${b[i]}`,
    );
  }
}
