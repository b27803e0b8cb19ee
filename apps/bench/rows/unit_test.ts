import { assertEquals } from "@std/assert";
import { gigaflops, kilobytesGzip, milliseconds, perSecond, seconds, shareOfPeak } from "./unit.ts";

Deno.test("units turn the milliseconds of a repetition into values", () => {
  assertEquals(milliseconds.of(250, 1), 250);
  assertEquals(seconds.of(250, 1), 0.25);
  assertEquals([perSecond("steps").of(250, 1), perSecond("steps").name], [4, "steps/s"]);
  assertEquals(gigaflops.of(2, 6e9), 3000);
});

Deno.test("a share of the peak takes into account how much work both do", () => {
  // Twice the time for half the work: a quarter.
  assertEquals([shareOfPeak.of(2, 0.5), shareOfPeak.timed], [25, false]);
});

Deno.test("a size is not a time", () => {
  assertEquals([kilobytesGzip.of(80_500, 1), kilobytesGzip.timed], [80.5, false]);
});
