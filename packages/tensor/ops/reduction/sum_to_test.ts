import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { tensor } from "../../creation/tensor.ts";
import { sumTo } from "./sum_to.ts";

const x = tensor([[1, 2, 3], [4, 5, 6]], "float64");

Deno.test("sumTo() adds up what a broadcast repeats", () => {
  assertEquals(sumTo(x, [3]).toArray(), [5, 7, 9]);
  assertEquals(sumTo(x, [1, 3]).toArray(), [[5, 7, 9]]);
  assertEquals(sumTo(x, [2, 1]).toArray(), [[6], [15]]);
  assertEquals(sumTo(x, []).toArray(), 21);
});

Deno.test("sumTo() the same shape changes nothing", () => {
  assertStrictEquals(sumTo(x, [2, 3]), x);
});

Deno.test("sumTo() has the right derivatives", () => {
  checkGradients((y) => sumTo(y.mul(y), [2, 1]), [x]);
});

Deno.test("sumTo() explains a shape that does not broadcast", () => {
  assertEquals(
    assertThrows(() => sumTo(x, [2]), ShapeError).message,
    "Cannot sumTo x to [2] as that shape must broadcast to the shape of x: current shape is [2, 3]",
  );
});
