import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { tensor } from "../../creation/tensor.ts";
import { zeros } from "../../creation/full.ts";
import { transpose } from "./transpose.ts";

Deno.test("transpose() swaps the last two axes", () => {
  assertEquals(transpose(tensor([[1, 2, 3], [4, 5, 6]])).toArray(), [[1, 4], [2, 5], [3, 6]]);
  assertEquals(transpose(zeros([5, 2, 3])).shape, [5, 3, 2]);
});

Deno.test("transpose() explains what is no matrix", () => {
  assertEquals(
    assertThrows(() => transpose(tensor([1, 2])), ShapeError).message,
    "Cannot transpose x as it must have at least two axes: current shape is [2]",
  );
  assertEquals(
    assertThrows(() => transpose(1), ShapeError).message,
    "Cannot transpose x as it must have at least two axes: current shape is []",
  );
});
