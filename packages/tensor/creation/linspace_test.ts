import { assertEquals, assertThrows } from "@std/assert";
import { linspace } from "./linspace.ts";

Deno.test("linspace() includes both ends, exactly", () => {
  assertEquals(linspace(0, 1, 5).toArray(), [0, 0.25, 0.5, 0.75, 1]);
  const y = linspace(0.1, 0.7, 8, "float64").data;
  assertEquals([y[0], y[7]], [0.1, 0.7]);
  // start + (end − start) is 0 here.
  assertEquals(linspace(1e17, 1, 3, "float64").data[2], 1);
  assertEquals(linspace(2, -2, 3).toArray(), [2, 0, -2]);
});

Deno.test("linspace() of one number is the start, and of none nothing", () => {
  assertEquals(linspace(3, 9, 1).toArray(), [3]);
  assertEquals(linspace(3, 9, 0).toArray(), []);
});

Deno.test("linspace() explains what it cannot do", () => {
  assertEquals(
    assertThrows(() => linspace(0, 1, -1), RangeError).message,
    "Cannot linspace into a tensor as every length of its shape must be a whole number from 0: current length of axis 0 is -1",
  );
  assertEquals(
    assertThrows(() => linspace(0, NaN, 2), RangeError).message,
    "Cannot linspace as start and end must be finite: current values are 0 and NaN",
  );
});
