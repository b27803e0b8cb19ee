import { ShapeError, tensor } from "@chainrule/tensor";
import { checkLayer } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { Flatten } from "./flatten.ts";

Deno.test("Flatten obeys the laws of layers", () => {
  checkLayer(() => new Flatten(), { input: [2, 3, 2, 2], output: [2, 12], parameters: {} });
});

Deno.test("Flatten keeps the order of values, row by row", () => {
  assertEquals(new Flatten().forward(tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])).toArray(), [[1, 2, 3, 4], [
    5,
    6,
    7,
    8,
  ]]);
});

Deno.test("Flatten makes a column of samples that are single numbers", () => {
  assertEquals(new Flatten().forward(tensor([1, 2])).toArray(), [[1], [2]]);
});

Deno.test("Flatten refuses a scalar", () => {
  assertEquals(
    assertThrows(() => new Flatten().forward(tensor(1)), ShapeError).message,
    "Cannot apply Flatten as its first axis must be the samples: current shape is []",
  );
});
