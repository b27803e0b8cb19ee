import { assertEquals, assertThrows } from "@std/assert";
import { eye } from "./eye.ts";

Deno.test("eye() has ones on the main diagonal, also where it is not square", () => {
  assertEquals(eye(2).toArray(), [[1, 0], [0, 1]]);
  assertEquals(eye(2, 3).toArray(), [[1, 0, 0], [0, 1, 0]]);
  assertEquals(eye(3, 2, "int32").toArray(), [[1, 0], [0, 1], [0, 0]]);
  assertEquals(eye(4, 1).toArray(), [[1], [0], [0], [0]]);
  assertEquals(eye(0).shape, [0, 0]);
});

Deno.test("eye() refuses a number of rows that is not whole", () => {
  assertEquals(
    assertThrows(() => eye(1.5), RangeError).message,
    "Cannot make a tensor as every length of its shape must be a whole number from 0: current length of axis 0 is 1.5",
  );
});
