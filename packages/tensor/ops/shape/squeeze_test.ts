import { assertEquals, assertThrows } from "@std/assert";
import { ShapeError } from "../../core/errors.ts";
import { zeros } from "../../creation/full.ts";
import { squeeze } from "./squeeze.ts";

Deno.test("squeeze() removes all axes of length 1, or those named", () => {
  const x = zeros([1, 3, 1, 2]);
  assertEquals(squeeze(x).shape, [3, 2]);
  assertEquals(squeeze(x, 0).shape, [3, 1, 2]);
  assertEquals(squeeze(x, [-2]).shape, [1, 3, 2]);
  assertEquals(squeeze(zeros([1, 1])).shape, []);
});

Deno.test("squeeze() refuses an axis that is longer", () => {
  const error = assertThrows(() => squeeze(zeros([1, 3]), 1), ShapeError);
  assertEquals(
    error.message,
    "Cannot squeeze x along axis 1 as the axis must have length 1: current shape is [1, 3]",
  );
});
