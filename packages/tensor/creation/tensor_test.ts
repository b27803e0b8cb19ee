import { assertEquals, assertThrows } from "@std/assert";
import type { DType } from "../core/dtype.ts";
import { ShapeError } from "../core/errors.ts";
import type { NestedArray } from "../core/tensor.ts";
import { tensor } from "./tensor.ts";

Deno.test("tensor() takes its shape from nested arrays", () => {
  assertEquals(tensor(3).shape, []);
  assertEquals(tensor([]).shape, [0]);
  assertEquals(tensor([[], []]).shape, [2, 0]);
  assertEquals(tensor([[[1], [2], [3]]]).shape, [1, 3, 1]);
});

Deno.test("tensor() takes float32 for numbers and bool for truth values", () => {
  assertEquals(tensor([1, 2]).dtype, "float32");
  assertEquals(tensor([true, false]).dtype, "bool");
  assertEquals(tensor([true, 2]).dtype, "float32");
  assertEquals(tensor([]).dtype, "float32");
});

Deno.test("tensor() converts to the dtype named", () => {
  assertEquals(tensor([1.75, -1.75], "int32").toArray(), [1, -1]);
  assertEquals(tensor([0, 2, -0], "bool").toArray(), [false, true, false]);
  assertEquals(tensor([0.1], "float64").item(), 0.1);
  assertEquals(tensor([0.1]).item(), Math.fround(0.1));
});

Deno.test("tensor() copies a typed array and keeps its dtype", () => {
  const values = Float64Array.of(1, 2, 3, 4);
  const x = tensor(values, [2, 2]);
  values[0] = 9;
  assertEquals([x.dtype, x.toArray()], ["float64", [[1, 2], [3, 4]]]);
  assertEquals(tensor(Int32Array.of(1)).dtype, "int32");
  assertEquals(tensor(Int32Array.of(1, 2), "float32", [1, 2]).toArray(), [[1, 2]]);
});

Deno.test("tensor() explains ragged arrays", () => {
  const message = (values: NestedArray) => assertThrows(() => tensor(values), ShapeError).message;
  assertEquals(
    message([[1, 2], [3]]),
    "Cannot make a tensor as all arrays at one depth must have equal lengths, and at depth 1 there is a length of 1: current shape is [2, 2]",
  );
  assertEquals(
    message([1, [2]]),
    "Cannot make a tensor as all arrays at one depth must have equal lengths, and at depth 1 there is an array where a number was expected: current shape is [2]",
  );
  assertEquals(
    message([[1], 2]),
    "Cannot make a tensor as all arrays at one depth must have equal lengths, and at depth 1 there is a number where an array was expected: current shape is [2, 1]",
  );
});

Deno.test("tensor() explains elements, dtypes and shapes that it cannot take", () => {
  assertEquals(
    assertThrows(() => tensor([1, "2"] as unknown as NestedArray), TypeError).message,
    "Cannot make a tensor as every element must be a number or a boolean: current element 1 is string",
  );
  assertEquals(
    assertThrows(() => tensor([1], "int8" as DType), TypeError).message,
    "Cannot make a tensor as the dtype must be one of bool, int32, float32, float64: current dtype is int8",
  );
  assertEquals(
    assertThrows(() => tensor(Float32Array.of(1, 2, 3), [2, 2]), ShapeError).message,
    "Cannot make a tensor of [2, 2] as there must be 4 values and there are 3: current shape is [2, 2]",
  );
});
