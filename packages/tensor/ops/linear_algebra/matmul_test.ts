import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { transpose } from "../shape/transpose.ts";
import { matmul, matmulOp } from "./matmul.ts";

Deno.test("matmul() obeys the laws of an operation", () => {
  checkOp(matmulOp, {
    cases: [
      {
        inputs: [[[1, 2, 3], [4, 5, 6]], [[1, 0], [-1, 2], [0.5, 1]]],
        output: [[0.5, 7], [2, 16]],
      },
      { inputs: [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [[1, 0.5], [2, -1]]] },
      { inputs: [[[1, 2]], [[[1], [2]], [[3], [4]], [[-1], [0]]]] },
    ],
    failures: [{
      inputs: [[[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4]]],
      message: "Cannot matmul a and b as a.shape[1] must equal b.shape[0]: current shapes are [2, 3] and [2, 2]",
    }, {
      inputs: [[1, 2], [[1], [2]]],
      message:
        "Cannot matmul a and b as both must have at least two axes: current shapes are [2] and [2, 1]; use dot for vectors, or reshape to a matrix of one row or column",
    }],
  });
});

Deno.test("matmul() reads a transposed operand through its strides", () => {
  const a = tensor([[1, 2, 3], [4, 5, 6]]);
  assertEquals(matmul(transpose(a), a).toArray(), [[17, 22, 27], [22, 29, 36], [
    27,
    36,
    45,
  ]]);
});
