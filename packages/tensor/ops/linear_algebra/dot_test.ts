import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { dot } from "./dot.ts";

const a = tensor([1, 2, 3], "float64");
const b = tensor([4, -5, 6], "float64");

Deno.test("dot() is the sum of the products", () => {
  assertEquals(dot(a, b).item(), 12);
  assertEquals(dot(a, b).shape, []);
  assertEquals(dot(zeros([0]), zeros([0])).item(), 0);
});

Deno.test("dot() has the right derivatives", () => {
  checkGradients((x, y) => dot(x, y), [a, b]);
});

Deno.test("dot() explains what is no pair of vectors of one length", () => {
  const message = (f: () => unknown) => assertThrows(f, ShapeError).message;
  assertEquals(
    message(() => dot(a, tensor([1, 2]))),
    "Cannot dot a and b as both must be vectors of one length: current shapes are [3] and [2]",
  );
  assertEquals(
    message(() => dot(a, zeros([3, 1]))),
    "Cannot dot a and b as both must be vectors of one length: current shapes are [3] and [3, 1]",
  );
});
