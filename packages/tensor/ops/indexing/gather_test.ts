import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { gather, gatherOp } from "./gather.ts";

const table = [[1, 2], [3, 4], [5, 6], [7, 8]];

Deno.test("gather() obeys the laws of an operation", () => {
  checkOp(gatherOp, {
    cases: [
      {
        inputs: [table, tensor([2, 0, 2], "int32")],
        attributes: { axis: 0 },
        output: [[5, 6], [1, 2], [5, 6]],
      },
      {
        inputs: [table, tensor([[1, 1], [0, 1]], "int32")],
        attributes: { axis: 1 },
        output: [
          [[2, 2], [1, 2]],
          [[4, 4], [3, 4]],
          [[6, 6], [5, 6]],
          [[8, 8], [7, 8]],
        ],
      },
      {
        inputs: [table, tensor(3, "int32")],
        attributes: { axis: 0 },
        output: [7, 8],
      },
      { inputs: [table, tensor([], "int32")], attributes: { axis: 0 } },
      {
        inputs: [tensor([true, false]), tensor([1, 0, 0], "int32")],
        attributes: { axis: 0 },
        output: [false, true, true],
      },
    ],
    failures: [{
      inputs: [table, tensor([0, 3, 7, 9], "int32")],
      attributes: { axis: 0 },
      message: "Cannot gather rows as indices must be in [0, 4): current value at position 2 is 7",
    }, {
      inputs: [table, tensor([-1], "int32")],
      attributes: { axis: 1 },
      message: "Cannot gather along axis 1 as indices must be in [0, 2): current value at position 0 is -1",
    }, {
      inputs: [table, [0, 1]],
      attributes: { axis: 0 },
      message: "Cannot gather rows as indices must have dtype int32: current dtype is float64; convert them with cast",
    }],
  });
});

Deno.test("gather() counts a negative axis from the back", () => {
  assertEquals(
    gather(tensor(table), tensor([1], "int32"), -1).toArray(),
    [[2], [4], [6], [8]],
  );
});

Deno.test("gather() takes a whole number as one index", () => {
  assertEquals(gather(tensor(table), 2).toArray(), [5, 6]);
});

Deno.test("gather() names the axes that there are", () => {
  const error = assertThrows(
    () => gather(tensor(table), tensor([0], "int32"), 2),
    RangeError,
  );
  assertEquals(
    error.message,
    "Cannot gather along an axis as it must be in [-2, 2): current axis is 2",
  );
});

Deno.test("gather() copies long rows as it does short ones, along any axis", () => {
  for (const dtype of ["float32", "float64", "int32"] as const) {
    for (const inner of [1, 63, 64, 65, 200]) {
      const x = tensor(Array.from({ length: 2 * 5 * inner }, (_, i) => i * 3 % 101), dtype).reshape([2, 5, inner]);
      const rows = [4, 0, 0, 3];
      const expected = x.toArray() as number[][][];
      assertEquals(
        gather(x, tensor(rows, "int32"), 1).toArray(),
        expected.map((part) => rows.map((row) => part[row]!)),
      );
      assertEquals(gather(x, tensor([1, 1, 0], "int32")).toArray(), [1, 1, 0].map((part) => expected[part]!));
    }
  }
});
