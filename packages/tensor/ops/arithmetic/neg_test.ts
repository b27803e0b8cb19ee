import { checkOp } from "@chainrule/testing";
import { negOp } from "./neg.ts";

Deno.test("neg() obeys the laws of an operation", () => {
  checkOp(negOp, {
    cases: [
      { inputs: [[[1.5, -2], [0.25, 3]]], output: [[-1.5, 2], [-0.25, -3]] },
      { inputs: [0], output: -0 },
      { inputs: [[Infinity, -Infinity, NaN]], smooth: false, output: [-Infinity, Infinity, NaN] },
      { inputs: [[]] },
    ],
  });
});
