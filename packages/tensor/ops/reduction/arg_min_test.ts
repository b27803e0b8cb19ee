import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { argMin, argMinOp } from "./arg_min.ts";

const x = [[5, 1, 1], [-4, 3, 4]];

Deno.test("argMin() obeys the laws of an operation", () => {
  checkOp(argMinOp, {
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
        inputs: [[[1, NaN, 5], [Infinity, Infinity, Infinity]]],
        attributes: { axes: [1], keepDims: false },
        output: [1, 0],
      },
    ],
    failures: [{
      inputs: [[[], []]],
      attributes: { axes: [1], keepDims: false },
      message: "Cannot argMin x as there must be at least one element to choose from: current shape is [2, 0]",
    }],
  });
});

Deno.test("argMin() goes along the last axis unless told otherwise", () => {
  assertEquals(argMin(tensor(x)).toArray(), [1, 0]);
  assertEquals(argMin(tensor(x), { axis: 0 }).toArray(), [1, 0, 0]);
});
