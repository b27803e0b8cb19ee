import { assertEquals, assertThrows } from "@std/assert";
import { zeros } from "../../creation/full.ts";
import { moveAxis } from "./move_axis.ts";

Deno.test("moveAxis() moves one axis and keeps the order of the others", () => {
  const x = zeros([2, 3, 4, 5]);
  assertEquals(moveAxis(x, 0, 2).shape, [3, 4, 2, 5]);
  assertEquals(moveAxis(x, -1, 0).shape, [5, 2, 3, 4]);
  assertEquals(moveAxis(x, 1, 1).shape, [2, 3, 4, 5]);
});

Deno.test("moveAxis() names the axes that there are", () => {
  assertEquals(
    assertThrows(() => moveAxis(zeros([2, 3]), 2, 0), RangeError).message,
    "Cannot moveAxis along an axis as it must be in [-2, 2): current axis is 2",
  );
});
