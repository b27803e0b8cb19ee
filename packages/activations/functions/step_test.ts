import { checkOp } from "@chainrule/testing";
import { stepOp } from "./step.ts";

Deno.test("step() obeys the laws of an operation", () => {
  checkOp(stepOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-Infinity, -1, -0, 0, 5e-324, Infinity, NaN]], smooth: false, output: [0, 0, 0, 0, 1, 1, NaN] },
    ],
  });
});
