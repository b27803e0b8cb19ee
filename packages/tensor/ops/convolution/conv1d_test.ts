import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ones } from "../../creation/full.ts";
import { tensor } from "../../creation/tensor.ts";
import { Random } from "../../random/random.ts";
import { conv1d } from "./conv1d.ts";

Deno.test("conv1d() has one padding before and one after", () => {
  const x = tensor([[[1, 2, 3]]]);
  const w = ones([1, 1, 2]);
  assertEquals(conv1d(x, w, { padding: [1, 0] }).toArray(), [[[1, 3, 5]]]);
  assertEquals(conv1d(x, w, { padding: 1 }).toArray(), [[[1, 3, 5, 3]]]);
  assertEquals(conv1d(x, w, { padding: "same", dilation: 2 }).toArray(), [[[2, 4, 2]]]);
  assertEquals(conv1d(x, w, { padding: "same" }).toArray(), [[[3, 5, 3]]]);
});

Deno.test("conv1d() has the right derivatives", () => {
  const random = new Random(5);
  const [x, w] = [random.normal([2, 4, 6], { dtype: "float64" }), random.normal([2, 2, 3], { dtype: "float64" })];
  checkGradients((a, b) => conv1d(a, b, { stride: 2, padding: 1, groups: 2 }), [x, w]);
});

Deno.test("conv1d() explains operands that are no sequences", () => {
  assertEquals(
    assertThrows(() => conv1d(ones([3, 3]), ones([1, 1, 2])), TypeError).message,
    "Cannot conv1d x with weight as both must have three axes: current shapes are [3, 3] and [1, 1, 2]",
  );
});
