import { checkGradients, grad } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { norm } from "./norm.ts";

const x = tensor([[3, 4], [5, -12]], "float64");

Deno.test("norm() goes along all axes or those named", () => {
  assertEquals(norm(x, { axis: 1 }).toArray(), [5, 13]);
  assertEquals(norm(x, { axis: 1, keepDims: true }).shape, [2, 1]);
  assertEquals(norm(tensor([2, 3, 6])).item(), 7);
  assertEquals(norm(-2).item(), 2);
});

Deno.test("norm() keeps Infinity and NaN", () => {
  assertEquals(norm(tensor([[Infinity, 1], [NaN, 1]]), { axis: 1 }).toArray(), [Infinity, NaN]);
});

Deno.test("norm() has the right derivatives", () => {
  checkGradients((y) => norm(y, { axis: 0 }), [x]);
});

Deno.test("norm() of the zero vector is 0, and so is its gradient", () => {
  assertEquals(norm(tensor([0, 0])).item(), 0);
  assertEquals(grad((y) => norm(y))(tensor([0, 0])).toArray(), [0, 0]);
});

Deno.test("norm() names itself in errors", () => {
  assertEquals(
    assertThrows(() => norm(x, { axis: 2 }), RangeError).message,
    "Cannot norm along an axis as it must be in [-2, 2): current axis is 2",
  );
});
