import { assert, assertMatch } from "@std/assert";
import { drawDecisionBoundary } from "./decision_boundary.ts";

Deno.test("a small network learns two spirals, and the picture shows points and regions", async () => {
  const { svg, accuracy } = await drawDecisionBoundary(120);
  assert(accuracy > 0.95, `accuracy is ${accuracy}`);
  assertMatch(svg, /^<svg [\s\S]*<\/svg>$/);
  assert((svg.match(/<circle /g) ?? []).length === 400);
});
