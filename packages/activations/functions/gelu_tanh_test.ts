import { checkOp } from "@chainrule/testing";
import { geluTanhOp, geluTanhSlopeOp } from "./gelu_tanh.ts";

Deno.test("the tanh form of gelu() obeys the laws of an operation", () => {
  checkOp(geluTanhOp, {
    cases: [
      { inputs: [[[-3.5, -1.25, 0], [0.5, 1.5, 6]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-1000, 0, 1000, 1e150]], smooth: false, output: [-0, 0, 1000, 1e150] },
    ],
  });
});

Deno.test("the derivative of the tanh form of gelu() obeys the laws of an operation", () => {
  checkOp(geluTanhSlopeOp, {
    cases: [
      { inputs: [[[-3.5, -1.25, 0], [0.5, 1.5, 6]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-1000, 0, 1000, 1e150]], smooth: false, output: [-0, 0.5, 1, 1] },
    ],
  });
});
