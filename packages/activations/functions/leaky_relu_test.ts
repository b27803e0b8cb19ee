import { checkOp } from "@chainrule/testing";
import { tensor } from "@chainrule/tensor";
import { assertThrows } from "@std/assert";
import { leakyRelu, leakyReluOp, leakyReluSlopeOp } from "./leaky_relu.ts";

Deno.test("leakyRelu() obeys the laws of an operation", () => {
  checkOp(leakyReluOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]], attributes: { slope: 0.25 } },
      { inputs: [0.3], attributes: { slope: 0.25 } },
      { inputs: [[[], []]], attributes: { slope: 0.25 } },
      {
        inputs: [[-Infinity, -1000, 0, 1000, Infinity, NaN]],
        attributes: { slope: 0.25 },
        smooth: false,
        output: [-Infinity, -250, 0, 1000, Infinity, NaN],
      },
    ],
  });
});

Deno.test("the derivative of leakyRelu() obeys the laws of an operation", () => {
  checkOp(leakyReluSlopeOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]], attributes: { slope: 0.25 } },
      { inputs: [0.3], attributes: { slope: 0.25 } },
      { inputs: [[[], []]], attributes: { slope: 0.25 } },
      {
        inputs: [[-Infinity, -1000, -0, 0, 1000, Infinity]],
        attributes: { slope: 0.25 },
        smooth: false,
        output: [0.25, 0.25, 0.25, 0.25, 1, 1],
      },
    ],
  });
});

Deno.test("leakyRelu() refuses a slope that is not a finite number", () => {
  for (const slope of [NaN, Infinity]) {
    assertThrows(
      () => leakyRelu(tensor([1]), slope),
      RangeError,
      `Cannot leakyRelu x as slope must be a finite number: current slope is ${slope}`,
    );
  }
});
