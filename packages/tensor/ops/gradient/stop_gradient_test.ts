import { grad } from "@chainrule/autograd";
import { checkOp } from "@chainrule/testing";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { Variable } from "../../core/variable.ts";
import { tensor } from "../../creation/tensor.ts";
import { stopGradient, stopGradientOp } from "./stop_gradient.ts";

Deno.test("stopGradient() obeys the laws of an operation", () => {
  checkOp(stopGradientOp, {
    cases: [
      { inputs: [[[1, 2], [3, 4]]], output: [[1, 2], [3, 4]] },
      { inputs: [5], output: 5 },
    ],
  });
});

Deno.test("stopGradient() copies nothing and forgets how its input was made", () => {
  const x = new Variable(tensor([1, 2])).value;
  const y = stopGradient(x);
  assertStrictEquals(y.storage, x.storage);
  assertEquals(y.origin, null);
});

Deno.test("detach() is the same as a method", () => {
  assertEquals(grad((x) => x.mul(x.detach()))(tensor(3)).item(), 3);
});
