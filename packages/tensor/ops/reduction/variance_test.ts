import { checkGradients } from "@chainrule/autograd";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { variance } from "./variance.ts";

const x = tensor([[2, 4, 4, 4], [5, 5, 7, 9]], "float64");

Deno.test("variance() divides by N, or by N − 1 on request", () => {
  // Σ(x − 5)² = 32 over eight numbers.
  assertEquals(variance(x).item(), 4);
  assertAlmostEquals(variance(x, { correction: 1 }).item(), 32 / 7, 1e-15);
});

Deno.test("variance() goes along the axes named", () => {
  assertEquals(variance(x, { axis: 1 }).toArray(), [0.75, 2.75]);
  assertEquals(variance(x, { axis: 0, keepDims: true }).toArray(), [[2.25, 0.25, 2.25, 6.25]]);
});

Deno.test("variance() is right far from 0, where one pass would not be", () => {
  assertEquals(variance(tensor([1e9, 1e9 + 1, 1e9 + 2, 1e9 + 5], "float64")).item(), 3.5);
});

Deno.test("variance() of one element is 0, and NaN as an estimate", () => {
  assertEquals(variance(tensor([3])).item(), 0);
  assertEquals(variance(tensor([3]), { correction: 1 }).item(), NaN);
});

Deno.test("variance() of integers is float32", () => {
  assertEquals(variance(tensor([1, 3], "int32")).dtype, "float32");
});

Deno.test("variance() has the right derivatives", () => {
  checkGradients((y) => variance(y, { axis: 1, correction: 1 }), [x]);
});

Deno.test("variance() names itself in errors", () => {
  assertEquals(
    assertThrows(() => variance(x, { axis: 2 }), RangeError).message,
    "Cannot variance along an axis as it must be in [-2, 2): current axis is 2",
  );
});
