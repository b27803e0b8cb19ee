import { checkGradients, grad, hessian } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { prod } from "./prod.ts";

Deno.test("prod() goes along all axes or those named", () => {
  const x = tensor([[1, 2, 3], [4, 5, -6]]);
  assertEquals(prod(x).item(), -720);
  assertEquals(prod(x, { axis: 0 }).toArray(), [4, 10, -18]);
  assertEquals(prod(x, { axis: 1, keepDims: true }).toArray(), [[6], [-120]]);
  assertEquals(prod(tensor([1, 2, 3, 4, 5, 6, 7])).item(), 5040);
  assertEquals(prod(3).item(), 3);
});

Deno.test("prod() of nothing is 1", () => {
  assertEquals(prod(zeros([0])).item(), 1);
  assertEquals(prod(zeros([2, 0]), { axis: 1 }).toArray(), [1, 1]);
  assertEquals(prod(zeros([0, 2]), { axis: 1 }).toArray(), []);
});

Deno.test("prod() of truth values and integers is int32", () => {
  assertEquals(prod(tensor([true])).dtype, "int32");
  assertEquals(prod(tensor([true, false])).dtype, "int32");
  assertEquals(prod(zeros([0], "bool")).dtype, "int32");
  assertEquals(prod(tensor([2, 3], "int32")).item(), 6);
});

Deno.test("prod() has the right gradient with no, one and two zeros", () => {
  const slope = grad((x) => prod(x));
  assertEquals(slope(tensor([2, 3, 4])).toArray(), [12, 8, 6]);
  assertEquals(slope(tensor([2, 0, 4])).toArray(), [0, 8, 0]);
  assertEquals(slope(tensor([0, 3, 0])).toArray(), [0, 0, 0]);
});

Deno.test("prod() has the right second derivatives with two zeros", () => {
  // ∂²(xyz)/∂x∂z = y, all others 0 at (0, 3, 0).
  assertEquals(hessian((x) => prod(x))(tensor([0, 3, 0])).toArray(), [
    [0, 0, 3],
    [0, 0, 0],
    [3, 0, 0],
  ]);
});

Deno.test("prod() has the right derivatives along a middle axis", () => {
  const x = tensor([[[1, 2], [0, -0.5], [3, 4]]], "float64");
  checkGradients((y) => prod(y, { axis: [1] }), [x]);
});

Deno.test("prod() names itself in errors", () => {
  assertEquals(
    assertThrows(() => prod(tensor([1]), { axis: 1 }), RangeError).message,
    "Cannot prod along an axis as it must be in [-1, 1): current axis is 1",
  );
});
