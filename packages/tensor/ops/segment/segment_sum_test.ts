import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { tensor } from "../../creation/tensor.ts";
import { segmentSum } from "./segment_sum.ts";

const values = tensor([[1, 2], [3, 4], [5, 6]], "float64");
const ids = tensor([2, 0, 2], "int32");

Deno.test("segmentSum() adds up rows, and gives 0 for an empty segment", () => {
  assertEquals(segmentSum(values, ids, 4).toArray(), [[3, 4], [0, 0], [6, 8], [0, 0]]);
  assertEquals(segmentSum(tensor([1, 2, 4]), ids, 3).toArray(), [2, 0, 5]);
});

Deno.test("segmentSum() has the right derivatives", () => {
  checkGradients((x) => segmentSum(x.mul(x), ids, 3), [values]);
});

Deno.test("segmentSum() explains what does not fit", () => {
  assertEquals(
    assertThrows(() => segmentSum(values, ids, 2), RangeError).message,
    "Cannot scatterAdd rows as indices must be in [0, 2): current value at position 0 is 2 (in segmentSum)",
  );
  assertEquals(
    assertThrows(() => segmentSum(values, tensor([0], "int32"), 2), ShapeError).message,
    "Cannot scatterAdd updates by indices as the axes of updates from 0 on must be those of indices: current shapes are [3, 2] and [1] (in segmentSum)",
  );
});
