import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { repeat } from "./repeat.ts";

const x = tensor([[1, 2], [3, 4]], "float64");

Deno.test("repeat() puts copies next to each other", () => {
  assertEquals(repeat(x, 2).toArray(), [[1, 2], [1, 2], [3, 4], [3, 4]]);
  assertEquals(repeat(x, 3, -1).toArray(), [[1, 1, 1, 2, 2, 2], [3, 3, 3, 4, 4, 4]]);
  assertEquals(repeat(x, 0).shape, [0, 2]);
});

Deno.test("repeat() has the right derivatives", () => {
  checkGradients((y) => repeat(y.mul(y), 3, 1), [x]);
});

Deno.test("repeat() explains what it cannot do", () => {
  assertEquals(
    assertThrows(() => repeat(x, 1.5), RangeError).message,
    "Cannot repeat into a tensor as every length of its shape must be a whole number from 0: current length of axis 0 is 1.5",
  );
  assertEquals(
    assertThrows(() => repeat(x, 2, 2), RangeError).message,
    "Cannot repeat along an axis as it must be in [-2, 2): current axis is 2",
  );
});
