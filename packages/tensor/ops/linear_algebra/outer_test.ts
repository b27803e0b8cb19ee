import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { tensor } from "../../creation/tensor.ts";
import { outer } from "./outer.ts";

const a = tensor([1, 2], "float64");
const b = tensor([4, -5, 6], "float64");

Deno.test("outer() multiplies each with each", () => {
  assertEquals(outer(a, b).toArray(), [[4, -5, 6], [8, -10, 12]]);
});

Deno.test("outer() has the right derivatives", () => {
  checkGradients((x, y) => outer(x, y), [a, b]);
});

Deno.test("outer() explains what is no vector", () => {
  assertEquals(
    assertThrows(() => outer(a, tensor([[1]])), ShapeError).message,
    "Cannot outer a and b as both must be vectors: current shapes are [2] and [1, 1]",
  );
});
