import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { coolingSchedule } from "./cooling_schedule.ts";

Deno.test("coolingSchedule() falls by the same factor each time", () => {
  const temperatures = coolingSchedule(5, { from: 8, to: 0.5 });
  assertEquals([temperatures[0], temperatures[4]], [8, 0.5]);
  for (let k = 1; k < 5; k++) assertAlmostEquals(temperatures[k]! / temperatures[k - 1]!, 0.5, 1e-12);
});

Deno.test("coolingSchedule() of one step stays at the first temperature", () => {
  assertEquals(coolingSchedule(1), [10]);
});

Deno.test("coolingSchedule() refuses temperatures and steps that are not positive", () => {
  const { message } = assertThrows(() => coolingSchedule(3, { to: 0 }), RangeError);
  assertEquals(
    message,
    "Cannot make a cooling schedule as the temperature must be positive: current temperature is 0",
  );
  assertThrows(() => coolingSchedule(0), RangeError, "steps must be a whole number from 1: current steps is 0");
});
