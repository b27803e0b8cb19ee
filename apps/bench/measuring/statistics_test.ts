import { assertEquals, assertThrows } from "@std/assert";
import { median, spreadOf } from "./statistics.ts";

Deno.test("median() takes the middle of an odd number of samples, in any order", () => {
  assertEquals(median([10, 9, 2]), 9);
  assertEquals(median([7]), 7);
});

Deno.test("median() takes the mean of the middle two of an even number", () => {
  assertEquals(median([100, 1, 2, 4]), 3);
});

Deno.test("median() leaves the samples in their order, and refuses none", () => {
  const samples = [3, 1, 2];
  median(samples);
  assertEquals(samples, [3, 1, 2]);
  assertThrows(() => median([]), RangeError, "there must be samples: current count is 0");
});

Deno.test("spreadOf() compares numbers, not their digits", () => {
  assertEquals(spreadOf([9, 10, 2]), { least: 2, most: 10 });
});
