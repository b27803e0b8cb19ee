import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { logicalNotOp } from "./logical_not.ts";

Deno.test("logicalNot() obeys the laws of an operation", () => {
  checkOp(logicalNotOp, {
    cases: [
      { inputs: [tensor([[true, false]])], output: [[false, true]] },
      { inputs: [tensor(true)], output: false },
      { inputs: [tensor([], "bool")] },
    ],
    failures: [{
      inputs: [[1, 0]],
      message:
        "Cannot logicalNot tensors as every operand must have dtype bool: current dtype is float64; compare it first, for example with notEqual(x, 0)",
    }],
  });
});
