import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { isFiniteOp } from "./is_finite.ts";

Deno.test("isFinite() obeys the laws of an operation", () => {
  checkOp(isFiniteOp, {
    cases: [
      {
        inputs: [[[NaN, Infinity, -Infinity], [-0, 1e308, 5e-324]]],
        output: [[false, false, false], [true, true, true]],
      },
      { inputs: [tensor([0, 7], "int32")], output: [true, true] },
      { inputs: [0.3] },
      { inputs: [[]] },
    ],
  });
});
