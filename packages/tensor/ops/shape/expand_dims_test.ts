import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { zeros } from "../../creation/full.ts";
import { transpose } from "./transpose.ts";
import { expandDims } from "./expand_dims.ts";

Deno.test("expandDims() inserts an axis anywhere", () => {
  const x = zeros([2, 3]);
  assertEquals(expandDims(x, 0).shape, [1, 2, 3]);
  assertEquals(expandDims(x, 1).shape, [2, 1, 3]);
  assertEquals(expandDims(x, -1).shape, [2, 3, 1]);
  assertEquals(expandDims(5, 0).toArray(), [5]);
});

Deno.test("expandDims() reads a view through its strides", () => {
  const x = transpose(tensor([[1, 2], [3, 4]]));
  assertEquals(expandDims(x, 0).toArray(), [[[1, 3], [2, 4]]]);
});

Deno.test("expandDims() names the places that there are", () => {
  const error = assertThrows(() => expandDims(zeros([2]), 3), RangeError);
  assertEquals(
    error.message,
    "Cannot expandDims along an axis as it must be in [-2, 2): current axis is 3",
  );
});
