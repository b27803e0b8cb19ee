import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { dynamicGraph } from "./dynamic_graph.ts";

Deno.test("each run of the loop leaves a graph of its own, and each graph has the derivative of the root", () => {
  const { runs } = dynamicGraph();
  for (const { a, value, slope, rounds, operations } of runs) {
    assertAlmostEquals(value, Math.sqrt(a), 1e-9 * Math.sqrt(a));
    assertAlmostEquals(slope, 0.5 / Math.sqrt(a), 1e-6 / Math.sqrt(a));
    assertEquals(operations, 2 + 3 * rounds);
  }
  assert(new Set(runs.map(({ rounds }) => rounds)).size === runs.length, "every number takes another number of rounds");
});
