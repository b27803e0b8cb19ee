import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { logicalAndOp } from "./logical_and.ts";

Deno.test("logicalAnd() obeys the laws of an operation", () => {
  checkOp(logicalAndOp, {
    cases: [
      {
        inputs: [tensor([true, true, false, false]), tensor([true, false, true, false])],
        output: [true, false, false, false],
      },
      { inputs: [tensor([[true], [false]]), tensor([[true, false]])] },
      { inputs: [tensor(true), tensor(false)] },
      { inputs: [tensor([], "bool"), tensor([], "bool")] },
    ],
    failures: [{
      inputs: [[1, 0], tensor([true, true])],
      message:
        "Cannot logicalAnd tensors as every operand must have dtype bool: current dtype is float64; compare it first, for example with notEqual(x, 0)",
    }],
  });
});
