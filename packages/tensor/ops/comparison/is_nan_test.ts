import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { isNaNOp } from "./is_nan.ts";

Deno.test("isNaN() obeys the laws of an operation", () => {
  checkOp(isNaNOp, {
    cases: [
      {
        inputs: [[[NaN, Infinity, -Infinity], [-0, 1e308, 5e-324]]],
        output: [[true, false, false], [false, false, false]],
      },
      { inputs: [tensor([0, 7], "int32")], output: [false, false] },
      { inputs: [0.3] },
      { inputs: [[]] },
    ],
  });
});
