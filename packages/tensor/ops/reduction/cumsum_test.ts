import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { cumsum, cumsumOp } from "./cumsum.ts";

const x = [[1, 2, 3], [4, 5, 6]];

Deno.test("cumsum() obeys the laws of an operation", () => {
  checkOp(cumsumOp, {
    cases: [
      { inputs: [x], attributes: { axis: 1 }, output: [[1, 3, 6], [4, 9, 15]] },
      { inputs: [x], attributes: { axis: 0 }, output: [[1, 2, 3], [5, 7, 9]] },
      { inputs: [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]], attributes: { axis: 1 } },
      { inputs: [[]], attributes: { axis: 0 }, output: [] },
      { inputs: [tensor([true, true])], attributes: { axis: 0 }, output: [1, 2] },
    ],
  });
});

Deno.test("cumsum() goes along the last axis unless told otherwise", () => {
  assertEquals(cumsum(tensor(x)).toArray(), [[1, 3, 6], [4, 9, 15]]);
});

Deno.test("cumsum() keeps its totals in float64", () => {
  // In float32, 2²⁴ + 1 is 2²⁴ again.
  assertEquals(cumsum(tensor([2 ** 24, 1, 1])).toArray(), [
    2 ** 24,
    2 ** 24,
    2 ** 24 + 2,
  ]);
});

Deno.test("cumsum() of a scalar is an error, as it has no axes", () => {
  assertEquals(
    assertThrows(() => cumsum(3), RangeError).message,
    "Cannot cumsum along axis -1 as a scalar has no axes: current shape is []",
  );
});
