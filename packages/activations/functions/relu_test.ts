import { checkOp } from "@chainrule/testing";
import { reluOp } from "./relu.ts";

Deno.test("relu() obeys the laws of an operation", () => {
  checkOp(reluOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      {
        inputs: [[-Infinity, -1000, -0, 0, 1000, Infinity, NaN]],
        smooth: false,
        output: [0, 0, 0, 0, 1000, Infinity, NaN],
      },
    ],
  });
});
