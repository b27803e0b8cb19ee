import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { tile } from "./tile.ts";

const x = tensor([[1, 2], [3, 4]], "float64");

Deno.test("tile() lays copies side by side", () => {
  assertEquals(tile(x, [2, 1]).toArray(), [[1, 2], [3, 4], [1, 2], [3, 4]]);
  assertEquals(tile(x, [1, 2]).toArray(), [[1, 2, 1, 2], [3, 4, 3, 4]]);
});

Deno.test("tile() fills up the shorter of shape and list with 1", () => {
  assertEquals(tile(x, [2]).toArray(), [[1, 2, 1, 2], [3, 4, 3, 4]]);
  assertEquals(tile(tensor([1, 2]), [2, 2]).toArray(), [[1, 2, 1, 2], [1, 2, 1, 2]]);
  assertEquals(tile(5, [3]).toArray(), [5, 5, 5]);
  assertEquals(tile(x, [0, 1]).shape, [0, 2]);
});

Deno.test("tile() has the right derivatives", () => {
  checkGradients((y) => tile(y.mul(y), [3, 2, 2]), [x]);
});

Deno.test("tile() refuses a negative number of copies", () => {
  assertEquals(
    assertThrows(() => tile(x, [1, -1]), RangeError).message,
    "Cannot tile into a tensor as every length of its shape must be a whole number from 0: current length of axis 1 is -1",
  );
});
