import { checkOp } from "@chainrule/testing";
import { hardLogisticOp, hardLogisticSlopeOp } from "./hard_logistic.ts";

Deno.test("hardLogistic() obeys the laws of an operation", () => {
  checkOp(hardLogisticOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-Infinity, -1000, -2, 2, 1000, Infinity, NaN]], smooth: false, output: [0, 0, 0, 1, 1, 1, NaN] },
    ],
  });
});

Deno.test("the derivative of hardLogistic() obeys the laws of an operation", () => {
  checkOp(hardLogisticSlopeOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-1000, -2, -1.9, 0, 1.9, 2, 1000]], smooth: false, output: [0, 0, 0.25, 0.25, 0.25, 0, 0] },
    ],
  });
});
