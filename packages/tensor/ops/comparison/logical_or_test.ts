import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { logicalOrOp } from "./logical_or.ts";

Deno.test("logicalOr() obeys the laws of an operation", () => {
  checkOp(logicalOrOp, {
    cases: [
      {
        inputs: [tensor([true, true, false, false]), tensor([true, false, true, false])],
        output: [true, true, true, false],
      },
      { inputs: [tensor([[true], [false]]), tensor([[true, false]])] },
      { inputs: [tensor(true), tensor(false)] },
      { inputs: [tensor([], "bool"), tensor([], "bool")] },
    ],
    failures: [{
      inputs: [[1, 0], tensor([true, true])],
      message:
        "Cannot logicalOr tensors as every operand must have dtype bool: current dtype is float64; compare it first, for example with notEqual(x, 0)",
    }],
  });
});
