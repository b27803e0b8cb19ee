import { assert, assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../creation/tensor.ts";
import { ShapeError } from "./errors.ts";
import type { TensorLike } from "./op.ts";
import {
  broadcastShapes,
  checkShape,
  formatShape,
  normalizeAxes,
  normalizeAxis,
  sameShape,
  sizeOf,
  stridesOf,
} from "./shape.ts";
import { shapeOf } from "./shape_of.ts";
import { Variable } from "./variable.ts";

Deno.test("sizes and strides of shapes are those of row-major order", () => {
  assertEquals([sizeOf([]), sizeOf([2, 3, 4]), sizeOf([2, 0])], [1, 24, 0]);
  assertEquals(stridesOf([2, 3, 4]), [12, 4, 1]);
  assertEquals(stridesOf([]), []);
  assertEquals(formatShape([2, 3]), "[2, 3]");
});

Deno.test("sameShape() compares lengths and number of axes", () => {
  assert(sameShape([2, 3], [2, 3]));
  assert(!sameShape([2, 3], [3, 2]));
  assert(!sameShape([2], [2, 1]));
});

Deno.test("broadcastShapes() aligns at the last axis, and 1 gives way", () => {
  assertEquals(broadcastShapes("add", [[2, 3], [3]]), [2, 3]);
  assertEquals(broadcastShapes("add", [[2, 1], [1, 3]]), [2, 3]);
  assertEquals(broadcastShapes("add", [[], [4, 1], [5]]), [4, 5]);
  assertEquals(broadcastShapes("add", [[1], [0]]), [0]);
});

Deno.test("broadcastShapes() explains shapes that do not fit", () => {
  assertEquals(
    assertThrows(() => broadcastShapes("add", [[2, 3], [2]]), ShapeError).message,
    "Cannot add a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [2, 3] and [2]",
  );
  assertEquals(
    assertThrows(() => broadcastShapes("where", [[2], [1], [0]]), ShapeError).message,
    "Cannot where 3 tensors as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [2] and [1] and [0]",
  );
});

Deno.test("normalizeAxis() counts negative axes from the back", () => {
  assertEquals([normalizeAxis("sum", -1, 3), normalizeAxis("sum", 2, 3)], [2, 2]);
  assertEquals(
    assertThrows(() => normalizeAxis("sum", 0.5, 3), RangeError).message,
    "Cannot sum along an axis as it must be in [-3, 3): current axis is 0.5",
  );
});

Deno.test("normalizeAxes() sorts, and takes all where none is named", () => {
  assertEquals(normalizeAxes("sum", [2, -3], 3), [0, 2]);
  assertEquals(normalizeAxes("sum", undefined, 2), [0, 1]);
  assertEquals(normalizeAxes("sum", [], 2), []);
  assertEquals(normalizeAxes("sum", 1, 2), [1]);
});

Deno.test("checkShape() wants whole numbers from 0", () => {
  checkShape("make", [0, 3]);
  for (const [length, axis] of [[-1, 0], [1.5, 1], [NaN, 1]] as const) {
    const shape = [4, 4].with(axis, length);
    assertEquals(
      assertThrows(() => checkShape("make", shape), RangeError).message,
      `Cannot make a tensor as every length of its shape must be a whole number from 0: current length of axis ${axis} is ${length}`,
    );
  }
});

Deno.test("shapeOf() knows tensors, variables and numbers, and nothing else", () => {
  const x = tensor([[1, 2]]);
  assertEquals([shapeOf(x), shapeOf(new Variable(x)), shapeOf(3)], [[1, 2], [1, 2], []]);
  assertEquals(
    assertThrows(() => shapeOf([1, 2] as unknown as TensorLike), TypeError).message,
    "Cannot take the shape of an operand as it must be a tensor, a variable or a number: current operand is an array; make it a tensor with tensor()",
  );
  assertEquals(
    assertThrows(() => shapeOf(undefined as unknown as TensorLike), TypeError).message,
    "Cannot take the shape of an operand as it must be a tensor, a variable or a number: current operand is undefined",
  );
});

Deno.test("a ShapeError carries the operation and the shapes", () => {
  const shapes = [[2], [3]];
  const error = new ShapeError("join", shapes, "Cannot join a and b as they must match", "cut one");
  shapes[0]![0] = 9;
  assertEquals([error.name, error.op, error.shapes], ["ShapeError", "join", [[2], [3]]]);
  assertEquals(
    error.message,
    "Cannot join a and b as they must match: current shapes are [2] and [3]; cut one",
  );
  assert(error instanceof TypeError);
});
