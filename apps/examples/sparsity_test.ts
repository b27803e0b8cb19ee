import { assert, assertEquals } from "@std/assert";
import { sparsity } from "./sparsity.ts";

Deno.test("about half of all ReLU units are active, and all units of smooth activations", () => {
  const { ReLU, ...others } = sparsity().shares;
  assert(Math.abs(ReLU! - 0.5) < 0.01, `${ReLU}`);
  for (const [name, share] of Object.entries(others)) assertEquals(share, 1, name);
});
