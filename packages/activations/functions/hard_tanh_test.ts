import { checkOp } from "@chainrule/testing";
import { hardTanhOp, hardTanhSlopeOp } from "./hard_tanh.ts";

Deno.test("hardTanh() obeys the laws of an operation", () => {
  checkOp(hardTanhOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-Infinity, -1000, -1, 1, 1000, Infinity, NaN]], smooth: false, output: [-1, -1, -1, 1, 1, 1, NaN] },
    ],
  });
});

Deno.test("the derivative of hardTanh() obeys the laws of an operation", () => {
  checkOp(hardTanhSlopeOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-1000, -1, -0.9, 0, 0.9, 1, 1000]], smooth: false, output: [0, 0, 1, 1, 1, 0, 0] },
    ],
  });
});
