import { assertAlmostEquals, assertEquals } from "@std/assert";
import { reverseMode } from "./reverse_mode.ts";

const { steps, inputs, paths, sum } = reverseMode();

Deno.test("reverse mode goes through the graph of the book with its trace, and reaches all inputs in one pass", () => {
  assertEquals(steps, [0.25, 0.25, -0.25, -0.25, -0.25, 1]);
  assertEquals(inputs, { x: 0, w: 0.25, b: 0.25 });
});

Deno.test("what comes back along two paths adds up", () => {
  assertAlmostEquals(paths[0]!, Math.cos(1) * Math.E, 1e-14);
  assertAlmostEquals(paths[1]!, Math.sin(1) * Math.E, 1e-14);
  assertAlmostEquals(sum, paths[0]! + paths[1]!, 1e-14);
});
