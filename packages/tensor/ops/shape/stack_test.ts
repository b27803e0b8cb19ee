import { grad } from "@chainrule/autograd";
import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { tensor } from "../../creation/tensor.ts";
import { stack } from "./stack.ts";

Deno.test("stack() puts the new axis where it is told", () => {
  const xs = [tensor([1, 2, 3]), tensor([4, 5, 6])];
  assertEquals(stack(xs).toArray(), [[1, 2, 3], [4, 5, 6]]);
  assertEquals(stack(xs, 1).toArray(), [[1, 4], [2, 5], [3, 6]]);
  assertEquals(stack(xs, -1).toArray(), [[1, 4], [2, 5], [3, 6]]);
});

Deno.test("stack() makes a vector of numbers", () => {
  assertEquals(stack([1, tensor(2), 3]).toArray(), [1, 2, 3]);
});

Deno.test("stack() gives each part its own gradient", () => {
  const weights = tensor([[1, 2], [3, 4]]);
  const second = grad((a, b) => stack([a, b]).mul(weights).sum(), {
    argument: 1,
  });
  assertEquals(second(tensor([0, 0]), tensor([0, 0])).toArray(), [3, 4]);
});

Deno.test("stack() explains shapes that differ", () => {
  const error = assertThrows(
    () => stack([tensor([1]), tensor([1, 2])]),
    ShapeError,
  );
  assertEquals(
    error.message,
    "Cannot stack 2 tensors as all must have one shape: current shapes are [1] and [2]; use concat for tensors of different lengths",
  );
});

Deno.test("stack() of nothing, or along no axis, is an error", () => {
  assertEquals(
    assertThrows(() => stack([]), RangeError).message,
    "Cannot stack xs as there must be at least one tensor: current list is empty",
  );
  assertEquals(
    assertThrows(() => stack([tensor([1])], 2), RangeError).message,
    "Cannot stack along an axis as it must be in [-2, 2): current axis is 2",
  );
});
