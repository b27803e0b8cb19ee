import { checkGradients } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { topK } from "./top_k.ts";

const x = tensor([[3, 1, 2], [-1, 4, 0]], "float64");

Deno.test("topK() gives the largest elements and where they were", () => {
  const rows = topK(x, 2);
  assertEquals(rows.values.toArray(), [[3, 2], [4, 0]]);
  assertEquals(rows.indices.toArray(), [[0, 2], [1, 2]]);
  assertEquals(rows.indices.dtype, "int32");
  assertEquals(topK(x, 1, { axis: 0 }).values.toArray(), [[3, 4, 2]]);
  assertEquals(topK(x, 0).values.shape, [2, 0]);
});

Deno.test("topK() takes the first of those that tie", () => {
  assertEquals(topK(tensor([5, 7, 7, 7]), 2).indices.toArray(), [1, 2]);
});

Deno.test("topK() has the right derivatives", () => {
  checkGradients((y) => topK(y.mul(y), 2).values, [x]);
});

Deno.test("topK() explains a k that does not fit", () => {
  assertEquals(
    assertThrows(() => topK(x, 4), RangeError).message,
    "Cannot topK x along axis 1 as k must be a whole number in [0, 3]: current k is 4",
  );
});
