import { assertEquals, assertThrows } from "@std/assert";
import { grad, jvp } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { where, whereOp } from "./where.ts";

Deno.test("where() obeys the laws of an operation", () => {
  const condition = tensor([[true, false], [false, true]]);
  checkOp(whereOp, {
    cases: [
      {
        inputs: [condition, [[1, 2], [3, 4]], [[5, 6], [7, 8]]],
        output: [[1, 6], [7, 4]],
      },
      { inputs: [condition, [10, 20], -1], output: [[10, -1], [-1, 20]] },
      { inputs: [tensor(true), [[1], [2]], [[3, 4]]] },
      { inputs: [tensor([], "bool"), [], []] },
    ],
    failures: [{
      inputs: [tensor([true, false]), [1, 2], [1, 2, 3]],
      message:
        "Cannot where 3 tensors as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [2] and [2] and [3]",
    }],
  });
});

Deno.test("where() lets no gradient into the element that was not chosen, whatever its value", () => {
  const chosen = tensor([true, false, false, false]);
  const a = tensor([1, Infinity, -Infinity, NaN], "float64");
  const f = (a: Tensor): Tensor => where(chosen, a.mul(a), 5);
  assertEquals(grad((a) => f(a).sum())(a).data[0], 2);
  assertEquals(grad((a) => where(chosen, a, 5).sum())(a).toArray(), [1, 0, 0, 0]);
  const one = tensor([1, 1, 1, 1], "float64");
  assertEquals(jvp(f, [a], [one]).tangent.toArray(), [2, 0, 0, 0]);
});

Deno.test("where() refuses a condition that is not of dtype bool", () => {
  const rule = "Cannot where a condition, a and b as the condition must have dtype bool: current dtype is";
  const cure = "compare it first, for example with notEqual(x, 0)";
  assertThrows(
    () => where(tensor([1, 0]), 1, 2),
    TypeError,
    `${rule} float32; ${cure}`,
  );
  assertThrows(() => where(1, 1, 2), TypeError, `${rule} number; ${cure}`);
});
