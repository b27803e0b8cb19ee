import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { sum, sumOp } from "./sum.ts";

const x = [[[1, 2, 3], [4, 5, 6]], [[-1, 0.5, 2], [7, 8, 9]]];

Deno.test("sum() obeys the laws of an operation", () => {
  checkOp(sumOp, {
    cases: [
      { inputs: [x], attributes: { axes: [0, 1, 2], keepDims: false }, output: 46.5 },
      {
        inputs: [x],
        attributes: { axes: [1], keepDims: false },
        output: [[5, 7, 9], [6, 8.5, 11]],
      },
      {
        inputs: [x],
        attributes: { axes: [0, 2], keepDims: true },
        output: [[[7.5], [39]]],
      },
      { inputs: [[1, 2]], attributes: { axes: [], keepDims: false }, output: [1, 2] },
      { inputs: [3], attributes: { axes: [], keepDims: false }, output: 3 },
      { inputs: [[]], attributes: { axes: [0], keepDims: false }, output: 0 },
      { inputs: [[[], []]], attributes: { axes: [0], keepDims: false }, output: [] },
      { inputs: [[[], []]], attributes: { axes: [1], keepDims: false }, output: [0, 0] },
      {
        inputs: [tensor([[true, true], [false, true]])],
        attributes: { axes: [1], keepDims: false },
        output: [2, 1],
      },
    ],
  });
});

Deno.test("sum() keeps its totals in float64", () => {
  // In float32, 2²⁴ + 1 is 2²⁴ again.
  assertEquals(sum(tensor([2 ** 24, 1, 1])).item(), 2 ** 24 + 2);
  assertEquals(sum(tensor([[2 ** 24], [1], [1]]), { axis: 0 }).toArray(), [2 ** 24 + 2]);
});

Deno.test("sum() of truth values counts them in int32", () => {
  const y = sum(tensor([true, false, true]));
  assertEquals([y.dtype, y.item()], ["int32", 2]);
});

Deno.test("sum() explains an axis that does not exist or comes twice", () => {
  const y = tensor([[1, 2]]);
  assertEquals(
    assertThrows(() => sum(y, { axis: 2 }), RangeError).message,
    "Cannot sum along an axis as it must be in [-2, 2): current axis is 2",
  );
  assertEquals(
    assertThrows(() => sum(y, { axis: [0, -2] }), RangeError).message,
    "Cannot sum along axes as each may be named once: current axes are [0, 0]",
  );
  assertEquals(
    assertThrows(() => sum(3, { axis: 0 }), RangeError).message,
    "Cannot sum along axis 0 as a scalar has no axes: current shape is []",
  );
});
