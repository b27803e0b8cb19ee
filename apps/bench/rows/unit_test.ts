import { assertEquals } from "@std/assert";
import { gigaflops, kilobytesGzip, milliseconds, perSecond, seconds } from "./unit.ts";

Deno.test("units turn the milliseconds of a repetition into values", () => {
  assertEquals(milliseconds.of(250, 1), 250);
  assertEquals(seconds.of(250, 1), 0.25);
  assertEquals([perSecond("steps").of(250, 1), perSecond("steps").name], [4, "steps/s"]);
  assertEquals(gigaflops.of(2, 6e9), 3000);
});

Deno.test("a size is not a time", () => {
  assertEquals([kilobytesGzip.of(80_500, 1), kilobytesGzip.timed], [80.5, false]);
});
