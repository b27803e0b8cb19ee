import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { argMax, argMaxOp } from "./arg_max.ts";

const x = [[1, 5, 5], [4, 3, -4]];

Deno.test("argMax() obeys the laws of an operation", () => {
  checkOp(argMaxOp, {
    cases: [
      {
        inputs: [x],
        attributes: { axes: [1], keepDims: false },
        output: [1, 0],
      },
      {
        inputs: [x],
        attributes: { axes: [0], keepDims: true },
        output: [[1, 0, 0]],
      },
      {
        inputs: [[[1, NaN, 5], [NaN, 3, NaN], [
          -Infinity,
          -Infinity,
          -Infinity,
        ]]],
        attributes: { axes: [1], keepDims: false },
        output: [1, 0, 0],
      },
      {
        inputs: [tensor([false, true, true])],
        attributes: { axes: [0], keepDims: false },
        output: 1,
      },
    ],
    failures: [{
      inputs: [[[], []]],
      attributes: { axes: [1], keepDims: false },
      message: "Cannot argMax x as there must be at least one element to choose from: current shape is [2, 0]",
    }],
  });
});

Deno.test("argMax() goes along the last axis unless told otherwise", () => {
  assertEquals(argMax(tensor(x)).toArray(), [1, 0]);
  assertEquals(argMax(tensor(x), { axis: 0 }).toArray(), [1, 0, 0]);
  assertEquals(argMax(tensor(x), { keepDims: true }).toArray(), [[1], [0]]);
});

Deno.test("argMax() of a scalar is an error, as it has no axes", () => {
  assertEquals(
    assertThrows(() => argMax(3), RangeError).message,
    "Cannot argMax along axis -1 as a scalar has no axes: current shape is []",
  );
});
