import { assertEquals, assertThrows } from "@std/assert";
import { arange } from "./arange.ts";

Deno.test("arange() counts up to but without the end", () => {
  assertEquals(arange(4).toArray(), [0, 1, 2, 3]);
  assertEquals(arange(2, 5).toArray(), [2, 3, 4]);
  assertEquals(arange(0, 1, { step: 0.25 }).toArray(), [0, 0.25, 0.5, 0.75]);
  assertEquals(arange(0, 7, { step: 3 }).toArray(), [0, 3, 6]);
  assertEquals(arange(5, 2).toArray(), []);
});

Deno.test("arange() counts down with a negative step", () => {
  assertEquals(arange(3, 0, { step: -1 }).toArray(), [3, 2, 1]);
});

Deno.test("arange() gives float32, or the dtype named", () => {
  assertEquals(arange(2).dtype, "float32");
  assertEquals(arange(2, undefined, { dtype: "int32" }).dtype, "int32");
});

Deno.test("arange() does not add up errors of the step", () => {
  assertEquals(arange(0, 1000, { step: 0.1, dtype: "float64" }).data[9999], 9999 * 0.1);
});

Deno.test("arange() refuses a step of 0, and Infinity", () => {
  assertEquals(
    assertThrows(() => arange(0, 1, { step: 0 }), RangeError).message,
    "Cannot arange as start, end and step must be finite and step not 0: current values are 0, 1 and 0",
  );
  assertEquals(
    assertThrows(() => arange(Infinity), RangeError).message,
    "Cannot arange as start, end and step must be finite and step not 0: current values are 0, Infinity and 1",
  );
});
