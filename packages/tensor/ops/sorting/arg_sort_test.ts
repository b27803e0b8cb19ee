import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { argSort, argSortOp } from "./arg_sort.ts";

Deno.test("argSort() obeys the laws of an operation", () => {
  checkOp(argSortOp, {
    cases: [
      {
        inputs: [[[3, 1, 2], [-1, 0, -2]]],
        attributes: { axis: 1, descending: false },
        output: [[1, 2, 0], [2, 0, 1]],
      },
      {
        inputs: [[[3, 1, 2], [-1, 4, 2]]],
        attributes: { axis: 0, descending: true },
        output: [[0, 1, 0], [1, 0, 1]],
      },
      {
        inputs: [[NaN, Infinity, -Infinity, NaN, 0]],
        attributes: { axis: 0, descending: false },
        output: [2, 4, 1, 0, 3],
      },
      {
        inputs: [[NaN, Infinity, -Infinity, NaN, 0]],
        attributes: { axis: 0, descending: true },
        output: [1, 4, 2, 0, 3],
      },
      { inputs: [[]], attributes: { axis: 0, descending: false }, output: [] },
    ],
  });
});

Deno.test("argSort() keeps the order of equal elements, 0 and −0 among them", () => {
  const x = tensor([1, 0, 1, -0, 1]);
  assertEquals(argSort(x).toArray(), [1, 3, 0, 2, 4]);
  assertEquals(argSort(x, { descending: true }).toArray(), [0, 2, 4, 1, 3]);
});

Deno.test("argSort() of a scalar is an error, as it has no axes", () => {
  assertEquals(
    assertThrows(() => argSort(3), RangeError).message,
    "Cannot argSort along axis -1 as a scalar has no axes: current shape is []",
  );
});
