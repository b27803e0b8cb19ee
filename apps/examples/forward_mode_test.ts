import { assertAlmostEquals, assertEquals } from "@std/assert";
import { forwardMode } from "./forward_mode.ts";

Deno.test("forward mode goes through the graph of the book with its values and its traces", () => {
  const { values, byW, byB, derivative } = forwardMode();
  assertEquals(values.map((value) => value + 0), [0, 0, 0, 1, 2, 0.5]);
  assertEquals(byW, [1, 1, -1, -1, -1, 0.25]);
  assertEquals(byB, [0, 1, -1, -1, -1, 0.25]);
  assertAlmostEquals(derivative, 0.25, 1e-15);
});
