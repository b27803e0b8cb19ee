import { assert, assertAlmostEquals } from "@std/assert";
import { staticGraph } from "./static_graph.ts";

Deno.test("a compiled step learns what the step as it is written learns, in fewer operations", () => {
  const { dynamic, compiled, stages } = staticGraph(60);
  compiled.losses.forEach((loss, i) => assertAlmostEquals(loss, dynamic.losses[i]!, 1e-9));
  assert(compiled.losses.at(-1)! < 0.9 * compiled.losses[0]!, "it learns");
  assert(stages.traced > stages.optimised && stages.optimised > 2 * stages.planned, JSON.stringify(stages));
});
