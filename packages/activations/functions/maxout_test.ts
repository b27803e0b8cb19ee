import { grad } from "@chainrule/autograd";
import { tensor, zeros } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import { maxout } from "./maxout.ts";

const z = tensor([[[1, 5], [2, 5], [0, -1]]], "float64");

Deno.test("maxout() takes the greatest piece of each unit", () => {
  assertEquals(maxout(z).toArray(), [[2, 5]]);
  assertEquals(maxout(z, { axis: -1 }).toArray(), [[5, 5, 0]]);
});

Deno.test("maxout() shares the gradient equally among pieces that tie", () => {
  assertEquals(grad((z) => maxout(z).sum())(z).toArray(), [[[0, 0.5], [1, 0.5], [0, 0]]]);
});

Deno.test("maxout() refuses an axis that does not exist, and no pieces", () => {
  assertThrows(() => maxout(tensor([1, 2])), RangeError, "current axis is 1");
  assertThrows(() => maxout(zeros([2, 0, 3])), RangeError, "at least one");
});
