import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { oneHot, oneHotOp } from "./one_hot.ts";

Deno.test("oneHot() obeys the laws of an operation", () => {
  checkOp(oneHotOp, {
    cases: [
      {
        inputs: [tensor([0, 2, 1], "int32")],
        attributes: { depth: 3, dtype: "float64" },
        output: [[1, 0, 0], [0, 0, 1], [0, 1, 0]],
      },
      {
        inputs: [tensor([[1], [0]], "int32")],
        attributes: { depth: 2, dtype: "bool" },
        output: [[[false, true]], [[true, false]]],
      },
      {
        inputs: [tensor(1, "int32")],
        attributes: { depth: 2, dtype: "int32" },
        output: [0, 1],
      },
    ],
    failures: [{
      inputs: [tensor([0, 3], "int32")],
      attributes: { depth: 3, dtype: "float32" },
      message: "Cannot oneHot labels as indices must be in [0, 3): current value at position 1 is 3",
    }, {
      inputs: [[0, 1]],
      attributes: { depth: 3, dtype: "float32" },
      message:
        "Cannot oneHot labels as indices must have dtype int32: current dtype is float64; convert them with cast",
    }],
  });
});

Deno.test("oneHot() gives float32 unless told otherwise", () => {
  assertEquals(oneHot(tensor([0], "int32"), 2).dtype, "float32");
});
