import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { pad } from "./pad.ts";

const x = tensor([[1, 2], [3, 4]], "float64");

Deno.test("pad() puts a border around, of zeros unless told otherwise", () => {
  assertEquals(pad(x, [[1, 0], [0, 2]]).toArray(), [
    [0, 0, 0, 0],
    [1, 2, 0, 0],
    [3, 4, 0, 0],
  ]);
  assertEquals(pad(x, [[0, 1], [1, 0]], -Infinity).toArray(), [
    [-Infinity, 1, 2],
    [-Infinity, 3, 4],
    [-Infinity, -Infinity, -Infinity],
  ]);
  assertEquals(pad(7, []).item(), 7);
});

Deno.test("pad() keeps the dtype", () => {
  const y = pad(tensor([1, 2], "int32"), [[1, 1]], 9);
  assertEquals([y.dtype, y.toArray()], ["int32", [9, 1, 2, 9]]);
});

Deno.test("pad() has the right derivatives", () => {
  checkGradients((y) => pad(y.mul(y), [[1, 0], [0, 2]]), [x]);
  checkGradients((y) => pad(y.mul(y), [[0, 1], [0, 0]], 3), [x]);
});

Deno.test("pad() explains widths that do not fit", () => {
  assertEquals(
    assertThrows(() => pad(x, [[1, 1]]), RangeError).message,
    "Cannot pad x as there must be one pair of widths for each of its 2 axes: current number of pairs is 1",
  );
  assertEquals(
    assertThrows(() => pad(x, [[0, 0], [0, -1]]), RangeError).message,
    "Cannot pad x along axis 1 as widths must be whole numbers from 0: current width is -1",
  );
});
