import { checkOp } from "@chainrule/testing";
import { tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { elu, eluOp, eluSlopeOp } from "./elu.ts";

Deno.test("elu() obeys the laws of an operation", () => {
  checkOp(eluOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]], attributes: { alpha: 1.5 } },
      { inputs: [0.3], attributes: { alpha: 1.5 } },
      { inputs: [[[], []]], attributes: { alpha: 1.5 } },
      {
        inputs: [[-Infinity, -1000, 0, 1000, Infinity, NaN]],
        attributes: { alpha: 1.5 },
        smooth: false,
        output: [-1.5, -1.5, 0, 1000, Infinity, NaN],
      },
    ],
  });
});

Deno.test("the derivative of elu() obeys the laws of an operation", () => {
  checkOp(eluSlopeOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]], attributes: { alpha: 1.5 } },
      { inputs: [0.3], attributes: { alpha: 1.5 } },
      { inputs: [[[], []]], attributes: { alpha: 1.5 } },
      {
        inputs: [[-Infinity, -1000, -0, 0, 1000, Infinity]],
        attributes: { alpha: 1.5 },
        smooth: false,
        output: [0, 0, 1.5, 1.5, 1, 1],
      },
    ],
  });
});

Deno.test("elu() keeps its digits near 0", () => {
  assertEquals(elu(tensor([-1e-9, -1e-300], "float64")).toArray(), [-9.999999995e-10, -1e-300]);
});

Deno.test("elu() refuses a scale that is not a finite number", () => {
  assertThrows(
    () => elu(tensor([1]), NaN),
    RangeError,
    "Cannot elu x as alpha must be a finite number: current alpha is NaN",
  );
});
