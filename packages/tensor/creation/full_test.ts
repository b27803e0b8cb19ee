import { assertEquals, assertThrows } from "@std/assert";
import { Variable } from "../core/variable.ts";
import { full, ones, zeros } from "./full.ts";
import { onesLike, zerosLike } from "./like.ts";
import { tensor } from "./tensor.ts";

Deno.test("full(), zeros() and ones() fill any shape in any dtype", () => {
  assertEquals(full([2, 2], 7).toArray(), [[7, 7], [7, 7]]);
  assertEquals(full([], 0.1, "float64").item(), 0.1);
  assertEquals(ones([2], "bool").toArray(), [true, true]);
  assertEquals(zeros([1, 0]).toArray(), [[]]);
  assertEquals(zeros([2]).dtype, "float32");
});

Deno.test("full() is not changed by what is done to the array that gave its shape", () => {
  const shape = [2];
  const x = zeros(shape);
  shape[0] = 3;
  assertEquals(x.shape, [2]);
});

Deno.test("zerosLike() and onesLike() take shape and dtype from a tensor or variable", () => {
  const x = tensor([[1, 2]], "float64");
  assertEquals([zerosLike(x).dtype, zerosLike(x).toArray()], ["float64", [[0, 0]]]);
  assertEquals(onesLike(new Variable(x)).toArray(), [[1, 1]]);
});

Deno.test("zeros() refuses a length that is not a whole number from 0", () => {
  assertEquals(
    assertThrows(() => zeros([2, -1]), RangeError).message,
    "Cannot fill a tensor as every length of its shape must be a whole number from 0: current length of axis 1 is -1",
  );
});
