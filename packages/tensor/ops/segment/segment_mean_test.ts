import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { segmentMean } from "./segment_mean.ts";

const values = tensor([[1, 2], [3, 4], [5, 6]], "float64");
const ids = tensor([2, 0, 2], "int32");

Deno.test("segmentMean() averages rows, and gives 0 for an empty segment", () => {
  assertEquals(segmentMean(values, ids, 4).toArray(), [[3, 4], [0, 0], [3, 4], [0, 0]]);
  assertEquals(segmentMean(tensor([1, 2, 4]), ids, 3).toArray(), [2, 0, 2.5]);
});

Deno.test("segmentMean() of integers is float32", () => {
  const y = segmentMean(tensor([1, 5, 2], "int32"), ids, 3);
  assertEquals([y.dtype, y.toArray()], ["float32", [5, 0, 1.5]]);
});

Deno.test("segmentMean() has the right derivatives", () => {
  checkGradients((x) => segmentMean(x.mul(x), ids, 4), [values]);
});

Deno.test("segmentMean() names an id that is out of range", () => {
  assertEquals(
    assertThrows(() => segmentMean(values, ids, 2), RangeError).message,
    "Cannot scatterAdd rows as indices must be in [0, 2): current value at position 0 is 2 (in segmentMean)",
  );
});
