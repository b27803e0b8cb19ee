import { assert } from "@std/assert";
import { decisionBoundary } from "./decision_boundary.ts";

Deno.test("a small network learns two spirals, and the picture shows points and regions", async () => {
  const { svg, accuracy } = await decisionBoundary(120);
  assert(accuracy > 0.95, `accuracy is ${accuracy}`);
  assert((svg.match(/<circle /g) ?? []).length === 400);
});
