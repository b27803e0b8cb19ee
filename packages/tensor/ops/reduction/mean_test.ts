import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { zeros } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { mean } from "./mean.ts";

const x = tensor([[1, 2, 3], [4, 5, 9]], "float64");

Deno.test("mean() goes along all axes or those named", () => {
  assertEquals(mean(x).item(), 4);
  assertEquals(mean(x, { axis: 0 }).toArray(), [2.5, 3.5, 6]);
  assertEquals(mean(x, { axis: -1, keepDims: true }).toArray(), [[2], [6]]);
  assertEquals(mean(3).item(), 3);
});

Deno.test("mean() of integers and truth values is float32", () => {
  const y = mean(tensor([1, 2], "int32"));
  assertEquals([y.dtype, y.item()], ["float32", 1.5]);
  assertEquals(mean(tensor([true, false])).item(), 0.5);
});

Deno.test("mean() of nothing is NaN", () => {
  assertEquals(mean(zeros([0])).item(), NaN);
});

Deno.test("mean() has the right derivatives", () => {
  checkGradients((y) => mean(y.mul(y), { axis: 0 }), [x]);
});

Deno.test("mean() names itself in errors", () => {
  assertEquals(
    assertThrows(() => mean(x, { axis: 5 }), RangeError).message,
    "Cannot mean along an axis as it must be in [-2, 2): current axis is 5",
  );
});
